using System.Buffers.Text;

namespace Gateway.Wire.Completions.Usage;

/// <summary>Reads one count of tokens, as providers write them: whole numbers, now and then as floats.</summary>
internal static class TokenCount
{
    /// <summary>The value of a count that was not reported.</summary>
    public const long Absent = -1;

    /// <summary>Reads a raw JSON value into <paramref name="count"/>; null leaves it as it is.</summary>
    /// <returns>False if the value is no number from 0 to <see cref="TokenUsage.MaxTokens"/>. A fraction is rounded up.</returns>
    public static bool TryRead(ReadOnlySpan<byte> value, ref long count)
    {
        if (value.SequenceEqual("null"u8))
        {
            return true;
        }

        if (Utf8Parser.TryParse(value, out long whole, out var used) && used == value.Length)
        {
            if (whole is < 0 or > TokenUsage.MaxTokens)
            {
                return false;
            }

            count = whole;
            return true;
        }

        return TryReadFloat(value, ref count);
    }

    private static bool TryReadFloat(ReadOnlySpan<byte> value, ref long count)
    {
        if (!Utf8Parser.TryParse(value, out double number, out var used) || used != value.Length || number is not (>= 0 and <= TokenUsage.MaxTokens))
        {
            return false;
        }

        count = (long)Math.Ceiling(number);
        return true;
    }
}
