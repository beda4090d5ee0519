using System.Text;

namespace Gateway.Core.Prices;

/// <summary>
/// One match rule of a price file: <c>*</c> stands for any run of bytes, <c>#</c> for one digit, the rest for itself without regard to ASCII
/// case. Immutable.
/// </summary>
internal sealed class PriceTableGlob
{
    // Most rules are a text and a star: those are decided by one comparison, and most of the others are refused by it.
    private readonly byte[] _start;
    private readonly byte[] _rest;

    /// <summary>Takes a rule as written.</summary>
    public PriceTableGlob(string text)
    {
        var pattern = Encoding.UTF8.GetBytes(text);
        PriceTableNames.Fold(pattern, pattern);
        var wild = pattern.AsSpan().IndexOfAny((byte)'*', (byte)'#');
        _start = wild < 0 ? pattern : pattern[..wild];
        _rest = wild < 0 ? [] : pattern[wild..];
        LiteralLength = pattern.Length - pattern.AsSpan().Count((byte)'*');
    }

    /// <summary>Bytes that are not <c>*</c>: of two rules that match, the one with more of them is the better.</summary>
    public int LiteralLength { get; }

    /// <summary>Whether a text holds wildcards at all; one without is an exact name.</summary>
    public static bool IsGlob(string text) => text.AsSpan().IndexOfAny('*', '#') >= 0;

    /// <summary>Whether a name matches. Time is bounded by the product of both lengths; nothing is allocated.</summary>
    /// <param name="folded">The name, <see cref="PriceTableNames.Fold"/>ed.</param>
    public bool Matches(ReadOnlySpan<byte> folded) =>
        folded.StartsWith(_start) && (_rest is [(byte)'*'] || MatchesRest(folded[_start.Length..]));

    private bool MatchesRest(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> pattern = _rest;
        int p = 0, n = 0, star = -1, resume = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = n;
            }
            else if (p < pattern.Length && (pattern[p] == '#' ? char.IsAsciiDigit((char)name[n]) : pattern[p] == name[n]))
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
}
