namespace Gateway.Wire.Json;

/// <summary>What is known of the last value at a <see cref="JsonMember"/>'s place.</summary>
public struct JsonValue
{
    /// <summary>Where the raw value starts (a string at its quote), in bytes from the first byte of the document fed.</summary>
    public long Start;

    /// <summary>The offset after the raw value's last byte; -1 while it has not ended.</summary>
    public long End;

    /// <summary>How many values were seen at this place, duplicates included. Starts anew with each value of the place around it.</summary>
    public int Count;

    /// <summary>How many bytes were captured.</summary>
    public int CapturedLength;

    /// <summary>What the value is. A bare word is only known when it has ended.</summary>
    public JsonKind Kind;

    /// <summary>Whether the value is longer than what may be captured of it.</summary>
    public bool IsTruncated;

    /// <summary>Whether the value is an object or array that has ended without anything in it.</summary>
    public bool IsEmpty;

    /// <summary>Whether a member was seen whose name differs from this one only in the case of its letters.</summary>
    public bool HasCaseVariant;

    /// <summary>Whether a whole value has been seen.</summary>
    public readonly bool IsComplete => Count > 0 && End >= 0;
}
