using System.Text;

namespace Gateway.Admin.Keys;

/// <summary>The rule for names and labels.</summary>
internal static class LabelText
{
    /// <summary>1 to <see cref="KeyLimits.NameCharacters"/> Unicode scalar values, no control characters, no blanks at the ends.</summary>
    public static bool IsValid(string text)
    {
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            count++;
            if (Rune.IsControl(rune))
                return false;
        }

        return count is > 0 and <= KeyLimits.NameCharacters && !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1]);
    }
}
