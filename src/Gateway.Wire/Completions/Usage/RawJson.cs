namespace Gateway.Wire.Completions.Usage;

/// <summary>Judges raw JSON values, as they are written, by their first bytes.</summary>
internal static class RawJson
{
    /// <summary>Whether the value is an object.</summary>
    public static bool IsObject(ReadOnlySpan<byte> value) => !value.IsEmpty && value[0] == (byte)'{';

    /// <summary>Whether the value is a string of at least one character.</summary>
    public static bool IsFilledString(ReadOnlySpan<byte> value) => value.Length > 2 && value[0] == (byte)'"';

    /// <summary>Whether the value is there and not null.</summary>
    public static bool IsPresent(ReadOnlySpan<byte> value) => !value.IsEmpty && value[0] != (byte)'n';

    /// <summary>Whether the value is an array without elements. A prefix of the value is enough, as long as it holds one.</summary>
    public static bool IsEmptyArray(ReadOnlySpan<byte> value) => !value.IsEmpty && value[0] == (byte)'[' && IsClosedAtOnce(value, (byte)']');

    /// <summary>Whether the value is a string, array or object with something in it.</summary>
    public static bool IsFilled(ReadOnlySpan<byte> value) => !value.IsEmpty && value[0] switch
    {
        (byte)'"' => value.Length > 2,
        (byte)'[' => !IsClosedAtOnce(value, (byte)']'),
        (byte)'{' => !IsClosedAtOnce(value, (byte)'}'),
        _ => false,
    };

    /// <summary>Whether the value is the string <paramref name="text"/>, written without escapes.</summary>
    public static bool IsText(ReadOnlySpan<byte> value, ReadOnlySpan<byte> text) =>
        value.Length == text.Length + 2 && value[0] == (byte)'"' && value[1..^1].SequenceEqual(text);

    private static bool IsClosedAtOnce(ReadOnlySpan<byte> value, byte bracket)
    {
        var inner = value[1..].TrimStart(" \t\r\n"u8);
        return !inner.IsEmpty && inner[0] == bracket;
    }
}
