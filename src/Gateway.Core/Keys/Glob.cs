using System.Text;

namespace Gateway.Core.Keys;

/// <summary>
/// A pattern over whole names: <c>*</c> stands for any characters or none, <c>?</c> for exactly one, everything else for itself, case and all.
/// Immutable, thread-safe; matching allocates nothing and takes at most (pattern × name) steps.
/// </summary>
public sealed class Glob
{
    private readonly byte[] _pattern;
    private readonly bool _isLiteral;

    /// <summary>Takes a pattern.</summary>
    public Glob(string pattern)
    {
        Pattern = pattern;
        _pattern = Encoding.UTF8.GetBytes(pattern);
        _isLiteral = !_pattern.AsSpan().ContainsAny((byte)'*', (byte)'?');
    }

    /// <summary>As it was given.</summary>
    public string Pattern { get; }

    /// <summary>Whether it matches a name, UTF-8.</summary>
    public bool Matches(ReadOnlySpan<byte> name) => _isLiteral ? name.SequenceEqual(_pattern) : MatchesWildcards(name);

    // When the rest does not fit, only the latest star need take one more: what fits behind an earlier one fits behind it too.
    private bool MatchesWildcards(ReadOnlySpan<byte> name)
    {
        int at = 0, next = 0, star = -1, afterStar = 0;
        while (at < name.Length)
        {
            if (next < _pattern.Length && _pattern[next] == '*')
            {
                star = next++;
                afterStar = at;
            }
            else if (next < _pattern.Length && _pattern[next] == '?')
            {
                at += CharacterLength(name[at..]);
                next++;
            }
            else if (next < _pattern.Length && _pattern[next] == name[at])
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

        while (next < _pattern.Length && _pattern[next] == '*')
            next++;
        return next == _pattern.Length;
    }

    // A byte that is not UTF-8 counts as a character of its own.
    private static int CharacterLength(ReadOnlySpan<byte> text)
    {
        Rune.DecodeFromUtf8(text, out _, out var length);
        return length;
    }
}
