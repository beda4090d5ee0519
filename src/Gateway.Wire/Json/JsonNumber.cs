using System.Buffers.Text;

namespace Gateway.Wire.Json;

/// <summary>Counts written as JSON numbers (RFC 8259, section 6).</summary>
public static class JsonNumber
{
    private const double Limit = 9e18;

    /// <summary>
    /// Reads a count. A fraction is rounded up, so that <c>12</c>, <c>12.0</c> and <c>1.2e1</c> are 12. False if the text is no JSON number,
    /// is negative, or is beyond 9e18.
    /// </summary>
    public static bool TryReadCount(ReadOnlySpan<byte> raw, out long count)
    {
        count = 0;
        if (raw.IsEmpty || !char.IsAsciiDigit((char)raw[0]) || (raw[0] == (byte)'0' && raw.Length > 1 && char.IsAsciiDigit((char)raw[1])))
        {
            return false;
        }

        if (Utf8Parser.TryParse(raw, out count, out int consumed) && consumed == raw.Length)
        {
            return true;
        }

        count = 0;
        if (!Utf8Parser.TryParse(raw, out double number, out consumed) || consumed != raw.Length || !char.IsAsciiDigit((char)raw[^1]) || number > Limit)
        {
            return false;
        }

        count = (long)Math.Ceiling(number);
        return true;
    }
}
