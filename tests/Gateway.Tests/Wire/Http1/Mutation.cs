using CsCheck;

namespace Gateway.Tests.Wire.Http1;

/// <summary>Changes to a message that are likely to make two readers disagree.</summary>
internal static class Mutation
{
    private static readonly string[] Fragments =
    [
        "\r", "\n", "\r\n", "\r\n\r\n", "\0", "\t", " ", "\u00ff", "\u007f", ":", ",", ";", "=", "\"", "\\", "/", "/..", "/.", "..;", "%", "%2e", "%2E%2e", "%2f", "%00", "%5c", "#", "?", "@", "*",
        "[::1]", "http://", "https://a:443/", "0", "5", "a", "x", "F", "0\r\n\r\n", "100-continue", "chunked", "close", "keep-alive", "HTTP/1.0", "HTTP/1.2", "TRACE ", "GET ", "CONNECT ",
        "Content-Length: 5\r\n", "Content-Length: 0\r\n", "Transfer-Encoding: chunked\r\n", "Host: b\r\n", "Connection: X, close\r\n", "Expect: x\r\n", " folded\r\n", "X: y\r\n", "Trailer: x\r\n",
    ];

    private static readonly Gen<(int Kind, int Place, int Length, string Fragment)> One =
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 100_000], Gen.Int[1, 12], Gen.OneOf(Fragments), (kind, place, length, fragment) => (kind, place, length, fragment));

    /// <summary>One of the samples, changed in up to three places.</summary>
    public static Gen<string> Of(string[] samples) =>
        Gen.Select(Gen.OneOf(samples), One.List[1, 3], (sample, changes) => changes.Aggregate(sample, Apply));

    /// <summary>Where to cut a message of this length: up to five places, ascending, the last of them its end.</summary>
    public static Gen<int[]> Cuts(int length) => Gen.Int[0, length].Array[0, 5].Select(cuts => cuts.Append(length).Order().ToArray());

    private static string Apply(string text, (int Kind, int Place, int Length, string Fragment) change)
    {
        int at = change.Place % (text.Length + 1);
        int length = Math.Min(change.Length, text.Length - at);
        return change.Kind switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, text.Substring(at, length)),
            2 => text.Remove(at, length).Insert(at, change.Fragment),
            3 when length > 0 => text[..at] + (char)(text[at] ^ (1 << (change.Length & 7))) + text[(at + 1)..],
            _ => text.Insert(at, change.Fragment),
        };
    }
}
