using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Gateway.Tests.Wire.Http1;

/// <summary>A second reader of chunked bodies, written from the grammar with regular expressions; it knows no bounds.</summary>
internal static class NaiveChunks
{
    private const string Token = @"[!#$%&'*+\-.^_`|~0-9A-Za-z]+";
    private const string Quoted = @"""(?:[\t \x21\x23-\x5b\x5d-\x7e\x80-\xff]|\\[\t \x21-\x7e\x80-\xff])*""";
    private static readonly Regex Size = new($@"\G([0-9A-Fa-f]{{1,15}})(?:[ \t]*;[ \t]*{Token}(?:[ \t]*=[ \t]*(?:{Token}|{Quoted}))?)*\r\n", RegexOptions.CultureInvariant);
    private static readonly Regex Trailers = new($@"\G(?:({Token}):[\t \x21-\x7e\x80-\xff]*\r\n)*\r\n", RegexOptions.CultureInvariant);

    private static readonly HashSet<string> Forbidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Transfer-Encoding", "Upgrade", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Authentication-Info", "TE",
        "HTTP2-Settings", "Host", "Content-Length", "Expect", "Authorization", "x-api-key", "api-key", "x-goog-api-key", "Cookie", "Set-Cookie",
        "WWW-Authenticate",
    };

    /// <summary>What the body contains and how long it is; null unless it is complete and well formed.</summary>
    public static (string Content, int Length)? Read(string text)
    {
        var content = new StringBuilder();
        int at = 0;
        while (true)
        {
            var line = Size.Match(text, at);
            if (!line.Success)
                return null;
            at += line.Length;
            long size = long.Parse(line.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0)
                break;
            if (size > text.Length - at - 2 || text.Substring(at + (int)size, 2) != "\r\n")
                return null;
            content.Append(text, at, (int)size);
            at += (int)size + 2;
        }

        var trailers = Trailers.Match(text, at);
        if (!trailers.Success || trailers.Groups[1].Captures.Any(name => Forbidden.Contains(name.Value)))
            return null;
        return (content.ToString(), at + trailers.Length);
    }
}
