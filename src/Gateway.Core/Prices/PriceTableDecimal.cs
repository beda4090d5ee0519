using Gateway.Core.Limits;

namespace Gateway.Core.Prices;

/// <summary>A price's decimal text as whole pico-dollars per token, exactly: 1 USD per million tokens is 1,000,000 of them.</summary>
internal static class PriceTableDecimal
{
    /// <summary>Decimal places that a whole number of pico-dollars per token can hold.</summary>
    public const int Places = 6;

    /// <summary>The dearest price taken, USD per million tokens (<see cref="AmountBounds.MaxPricePico"/>).</summary>
    public const int MaxUsd = (int)(AmountBounds.MaxPricePico / PicoPerTokenOfUsd);

    private const long PicoPerTokenOfUsd = 1_000_000;

    /// <summary>Reads digits with at most one point between digits, and nothing else.</summary>
    /// <param name="text">ASCII.</param>
    /// <param name="picoPerToken">Pico-dollars per token, 0 to 10^9.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out long picoPerToken)
    {
        picoPerToken = 0;
        var point = text.IndexOf((byte)'.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? [] : text[(point + 1)..];
        if (whole.Length is 0 or > 9 || fraction.Length > Places || (point >= 0 && fraction.IsEmpty))
            return false;
        long value = 0;
        if (!Append(whole, ref value) || !Append(fraction, ref value))
            return false;
        for (var i = fraction.Length; i < Places; i++)
            value *= 10;
        picoPerToken = value;
        return value <= AmountBounds.MaxPricePico;
    }

    private static bool Append(ReadOnlySpan<byte> digits, ref long value)
    {
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
                return false;
            value = (value * 10) + (digit - '0');
        }

        return true;
    }
}
