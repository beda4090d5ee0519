namespace Gateway.Core.Keys;

/// <summary>A public id, 12 base62 characters, in 10 bytes: text only where somebody reads it.</summary>
public readonly record struct KeyId
{
    private const int HeadLength = 10;

    // 62^10 is below 2^60, 62^2 below 2^12.
    private readonly ulong _head;
    private readonly ushort _tail;

    internal KeyId(ulong head, ushort tail)
    {
        _head = head;
        _tail = tail;
    }

    internal ulong Head => _head;

    internal ushort Tail => _tail;

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">It is not 12 base62 characters.</exception>
    public static KeyId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"A public id is {KeySecret.PublicIdLength} base62 characters.");

    /// <summary>Reads an id.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out KeyId id)
    {
        id = default;
        if (!KeySecret.IsPublicId(text))
            return false;
        id = new(Number(text[..HeadLength]), (ushort)Number(text[HeadLength..]));
        return true;
    }

    /// <summary>Writes the id's characters.</summary>
    /// <param name="destination">At least <see cref="KeySecret.PublicIdLength"/> characters.</param>
    public void CopyTo(Span<char> destination)
    {
        Write(_head, destination[..HeadLength]);
        Write(_tail, destination[HeadLength..KeySecret.PublicIdLength]);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(KeySecret.PublicIdLength, this, static (text, id) => id.CopyTo(text));

    private static ulong Number(ReadOnlySpan<char> digits)
    {
        var number = 0UL;
        foreach (var digit in digits)
            number = (number * 62) + (ulong)Base62.Digits.IndexOf((byte)digit);
        return number;
    }

    private static void Write(ulong number, Span<char> digits)
    {
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            (number, var digit) = Math.DivRem(number, 62);
            digits[i] = (char)Base62.Digits[(int)digit];
        }
    }
}
