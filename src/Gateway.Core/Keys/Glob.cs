using System.Text;

namespace Gateway.Core.Keys;

/// <summary>
/// A pattern over whole names: <c>*</c> stands for any characters or none, <c>?</c> for exactly one, everything else for itself, case and all.
/// Immutable, thread-safe; matching allocates nothing and takes at most (pattern × name) steps.
/// </summary>
public sealed class Glob
{
    private readonly byte[] _prefix;
    private readonly byte[] _rest;

    /// <summary>Takes a pattern.</summary>
    public Glob(string pattern)
    {
        Pattern = pattern;
        var bytes = Encoding.UTF8.GetBytes(pattern).AsSpan();
        var wildcard = bytes.IndexOfAny((byte)'*', (byte)'?');
        _prefix = (wildcard < 0 ? bytes : bytes[..wildcard]).ToArray();
        _rest = bytes[_prefix.Length..].ToArray();
    }

    /// <summary>As it was given.</summary>
    public string Pattern { get; }

    /// <summary>Whether it matches a name, UTF-8.</summary>
    public bool Matches(ReadOnlySpan<byte> name) =>
        name.StartsWith(_prefix)
        && _rest switch
        {
            [] => name.Length == _prefix.Length,
            [(byte)'*'] => true,
            _ => MatchesWildcards(name[_prefix.Length..]),
        };

    // When the rest does not fit, only the latest star need take one more: what fits behind an earlier one fits behind it too.
    private bool MatchesWildcards(ReadOnlySpan<byte> name)
    {
        int at = 0, next = 0, star = -1, afterStar = 0;
        while (at < name.Length)
        {
            if (next < _rest.Length && _rest[next] == '*')
            {
                star = next++;
                afterStar = at;
            }
            else if (next < _rest.Length && _rest[next] == '?')
            {
                at += CharacterLength(name[at..]);
                next++;
            }
            else if (next < _rest.Length && _rest[next] == name[at])
            {
                at++;
                next++;
            }
            else if (star >= 0)
            {
                afterStar += CharacterLength(name[afterStar..]);
                at = afterStar;
                next = star + 1;
            }
            else
            {
                return false;
            }
        }

        while (next < _rest.Length && _rest[next] == '*')
            next++;
        return next == _rest.Length;
    }

    // A byte that is not UTF-8 counts as a character of its own.
    private static int CharacterLength(ReadOnlySpan<byte> text)
    {
        Rune.DecodeFromUtf8(text, out _, out var length);
        return length;
    }
}
