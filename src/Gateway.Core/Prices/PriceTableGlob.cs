using System.Text;

namespace Gateway.Core.Prices;

/// <summary>
/// One match rule of a price file: <c>*</c> stands for any run of bytes, <c>#</c> for one digit, the rest for itself without regard to ASCII
/// case. Immutable.
/// </summary>
/// <param name="text">The rule as written.</param>
internal sealed class PriceTableGlob(string text)
{
    private readonly byte[] _pattern = Encoding.UTF8.GetBytes(text.ToLowerInvariant());

    /// <summary>Bytes that are not <c>*</c>: of two rules that match, the one with more of them is the better.</summary>
    public int LiteralLength { get; } = Encoding.UTF8.GetByteCount(text) - text.Count(c => c == '*');

    /// <summary>Whether a text holds wildcards at all; one without is an exact name.</summary>
    public static bool IsGlob(string text) => text.AsSpan().IndexOfAny('*', '#') >= 0;

    /// <summary>Whether a name matches. Time is bounded by the product of both lengths; nothing is allocated.</summary>
    public bool Matches(ReadOnlySpan<byte> name)
    {
        var pattern = _pattern.AsSpan();
        int p = 0, n = 0, star = -1, resume = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = n;
            }
            else if (p < pattern.Length && MatchesOne(pattern[p], name[n]))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart((byte)'*').IsEmpty;
    }

    private static bool MatchesOne(byte pattern, byte value)
    {
        if (pattern == '#')
            return char.IsAsciiDigit((char)value);
        return pattern == (char.IsAsciiLetterUpper((char)value) ? value | 0x20 : value);
    }
}
