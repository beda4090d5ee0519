using System.Globalization;

namespace Gateway.Admin.Json;

/// <summary>US dollars as decimal text with up to nine places, exactly a 64-bit count of nano-dollars; never through a float.</summary>
public static class UsdText
{
    /// <summary>Decimal places that a whole number of nano-dollars can hold.</summary>
    public const int Places = 9;

    /// <summary>Nano-dollars in a dollar.</summary>
    public const long NanoPerUsd = 1_000_000_000;

    /// <summary>Most characters that <see cref="Format"/> writes: sign, ten digits, point, nine digits.</summary>
    public const int MaxLength = 21;

    /// <summary>
    /// Reads what a JSON number may be (RFC 8259 section 6), exponent included, as long as the value is a whole number of nano-dollars that
    /// fits: <c>25.5</c>, <c>0.000000001</c>, <c>2.55e1</c>. Refuses signs, leading zeros and anything finer.
    /// </summary>
    /// <param name="text">ASCII.</param>
    /// <param name="nano">Nano-dollars, not negative.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out long nano)
    {
        nano = 0;
        var exponent = 0;
        var e = text.IndexOfAny((byte)'e', (byte)'E');
        if (e >= 0 && !TryParseExponent(text[(e + 1)..], out exponent))
            return false;
        var mantissa = e >= 0 ? text[..e] : text;
        var point = mantissa.IndexOf((byte)'.');
        var whole = point < 0 ? mantissa : mantissa[..point];
        var fraction = point < 0 ? [] : mantissa[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty) || (whole.Length > 1 && whole[0] == (byte)'0'))
            return false;
        UInt128 digits = 0;
        return Append(whole, ref digits) && Append(fraction, ref digits) && TryScale(digits, exponent - fraction.Length + Places, out nano);
    }

    /// <summary>Writes the shortest decimal text: <c>25.5</c>, <c>0.000000001</c>, <c>0</c>.</summary>
    /// <param name="nano">Nano-dollars.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    /// <returns>Bytes written, all ASCII.</returns>
    public static int Format(long nano, Span<byte> destination)
    {
        var magnitude = nano < 0 ? (ulong)-(Int128)nano : (ulong)nano;
        var length = 0;
        if (nano < 0)
            destination[length++] = (byte)'-';
        (magnitude / NanoPerUsd).TryFormat(destination[length..], out var written, default, CultureInfo.InvariantCulture);
        length += written;
        var fraction = magnitude % NanoPerUsd;
        if (fraction == 0)
            return length;
        destination[length++] = (byte)'.';
        fraction.TryFormat(destination[length..], out written, "D9", CultureInfo.InvariantCulture);
        return destination[..(length + written)].TrimEnd((byte)'0').Length;
    }

    private static bool TryParseExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        var negative = text.StartsWith("-"u8);
        var digits = negative || text.StartsWith("+"u8) ? text[1..] : text;
        UInt128 value = 0;
        if (digits.Length is 0 or > 4 || !Append(digits, ref value))
            return false;
        exponent = negative ? -(int)value : (int)value;
        return true;
    }

    private static bool Append(ReadOnlySpan<byte> digits, ref UInt128 value)
    {
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit) || value > UInt128.MaxValue / 100)
                return false;
            value = (value * 10) + (uint)(digit - '0');
        }

        return true;
    }

    private static bool TryScale(UInt128 digits, int tens, out long nano)
    {
        for (; tens > 0 && digits != 0 && digits <= long.MaxValue; tens--)
            digits *= 10;
        for (; tens < 0 && digits % 10 == 0 && digits != 0; tens++)
            digits /= 10;
        nano = digits <= long.MaxValue ? (long)digits : 0;
        return digits == 0 || (digits <= long.MaxValue && tens == 0);
    }
}
