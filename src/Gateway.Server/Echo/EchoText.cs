using System.Text;

namespace Gateway.Server.Echo;

/// <summary>Echo's idea of a token: four bytes of UTF-8, so that everybody can compute what a request will cost. Pure functions.</summary>
public static class EchoText
{
    private const int BytesPerToken = 4;

    /// <summary>Tokens of a text, rounded up.</summary>
    public static int Tokens(string text) => (Encoding.UTF8.GetByteCount(text) + BytesPerToken - 1) / BytesPerToken;

    /// <summary>As much of the text as <paramref name="tokens"/> hold, whole characters only.</summary>
    public static string Cut(string text, int tokens)
    {
        if (Tokens(text) <= tokens)
            return text;
        var room = (long)tokens * BytesPerToken;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0)
                break;
            length += rune.Utf16SequenceLength;
        }
        return text[..length];
    }

    /// <summary>The text in pieces of about a word each, as a model would stream it. Together they are the text.</summary>
    public static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var space = text.IndexOf(' ', start + 1);
            var end = space < 0 || space - start > 24 ? Math.Min(text.Length, start + 24) : space;
            if (end < text.Length && char.IsLowSurrogate(text[end]) && char.IsHighSurrogate(text[end - 1]))
                end--;
            yield return text[start..end];
            start = end;
        }
    }
}
