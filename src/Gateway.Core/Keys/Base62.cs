namespace Gateway.Core.Keys;

/// <summary>Numbers in the 62 digits 0-9, A-Z, a-z, most significant first, at a fixed width.</summary>
internal static class Base62
{
    internal static ReadOnlySpan<byte> Digits => "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8;

    internal static bool IsDigit(byte value) => char.IsAsciiLetterOrDigit((char)value);

    internal static bool AreDigits(ReadOnlySpan<byte> text)
    {
        foreach (var value in text)
        {
            if (!IsDigit(value))
                return false;
        }

        return true;
    }

    /// <summary>Writes <paramref name="value"/> over the whole of <paramref name="destination"/>, which must be wide enough.</summary>
    internal static void Write(uint value, Span<byte> destination)
    {
        for (var i = destination.Length - 1; i >= 0; i--)
        {
            (value, var digit) = Math.DivRem(value, 62);
            destination[i] = Digits[(int)digit];
        }
    }

    /// <summary>Writes a number of any length, given as big-endian words (which are used up), over the whole of <paramref name="destination"/>.</summary>
    internal static void Write(Span<uint> words, Span<byte> destination)
    {
        for (var i = destination.Length - 1; i >= 0; i--)
        {
            ulong remainder = 0;
            foreach (ref var word in words)
            {
                var dividend = (remainder << 32) | word;
                word = (uint)(dividend / 62);
                remainder = dividend % 62;
            }

            destination[i] = Digits[(int)remainder];
        }
    }
}
