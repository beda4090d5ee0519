namespace Gateway.Testing.Samples.Http1;

/// <summary>Chunked bodies, each well formed, with what they contain.</summary>
public static class ChunkedSamples
{
    public static readonly ChunkedSample Plain = new("plain", "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", "hello world");

    /// <summary>An event of a stream, as most servers send it: one chunk, one event.</summary>
    public static readonly ChunkedSample Event = new("event",
        "ce\r\ndata: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1790000000,\"model\":\"gpt-4o-mini\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" hello\"},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}\n\n\r\n0\r\n\r\n",
        "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1790000000,\"model\":\"gpt-4o-mini\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" hello\"},\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}\n\n");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ChunkedSample> All { get; } =
    [
        Plain,
        Event,
        new("nothing", "0\r\n\r\n", ""),
        new("leading zeros", "0005\r\nhello\r\n000\r\n\r\n", "hello"),
        new("upper and lower case", "A\r\n0123456789\r\na\r\n9876543210\r\n0\r\n\r\n", "01234567899876543210"),
        new("data that looks like chunks", "7\r\n0\r\n\r\n\r\n\r\n0\r\n\r\n", "0\r\n\r\n\r\n"),
        new("extensions", "5;a;b=c;d=\"q; \\\" \\\\\"\r\nhello\r\n0;last\r\n\r\n", "hello"),
        new("extensions with white space", "5 ;\ta \t= b ; c=\t\"d\"\r\nhello\r\n0\r\n\r\n", "hello"),
        new("trailers", "5\r\nhello\r\n0\r\nX-Checksum: abc\r\nx-empty:\r\nContent-Type: text/plain\r\nServer-Timing: total;dur=1.5\r\n\r\n", "hello"),
        new("a trailer with a long name", "1\r\nx\r\n0\r\nX-A-Name-That-Is-Longer-Than-Any-Known-One: 1\r\n\r\n", "x"),
    ];
}
