namespace Gateway.Testing.Samples.Http1;

/// <summary>Request heads, each followed by nothing or by some bytes of a body that the parser must not look at.</summary>
public static class RequestSamples
{
    /// <summary>What a popular SDK sends for a small chat completion: twelve headers.</summary>
    public static readonly Http1Sample SmallChat = new("small chat",
        "POST /v1/chat/completions HTTP/1.1\r\n" +
        "Host: gateway.internal:8080\r\n" +
        "Accept: application/json\r\n" +
        "Accept-Encoding: gzip, deflate\r\n" +
        "Connection: keep-alive\r\n" +
        "Content-Type: application/json\r\n" +
        "User-Agent: OpenAI/Python 2.15.0\r\n" +
        "X-Stainless-Lang: python\r\n" +
        "X-Stainless-OS: Linux\r\n" +
        "X-Stainless-Arch: x64\r\n" +
        "X-Stainless-Runtime: CPython\r\n" +
        "Authorization: Bearer gwk_3f9QzL0aXw2B_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG012345\r\n" +
        "Content-Length: 121\r\n\r\n");

    public static readonly Http1Sample Minimal = new("minimal", "GET / HTTP/1.1\r\nHost: a\r\n\r\n");

    public static readonly Http1Sample AbsoluteForm = new("absolute-form",
        "GET http://Example.com:80/v1/models?limit=2 HTTP/1.1\r\nhost: example.com\r\nAccept: */*\r\n\r\n");

    public static readonly Http1Sample Chunked = new("chunked, with an expectation",
        "POST /openai/v1/responses HTTP/1.1\r\nHost: [::1]:8080\r\nTransfer-Encoding: Chunked\r\nExpect: 100-Continue\r\nx-api-key: k\r\n\r\n5\r\nhello\r\n0\r\n\r\n");

    public static readonly Http1Sample HopByHop = new("headers named in Connection",
        "GET /v1/key HTTP/1.1\r\nX-Private: 1\r\nHost: a\r\nConnection: Upgrade, x-private ,, HTTP2-Settings\r\nUpgrade: h2c\r\n" +
        "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\nTE: trailers\r\nConnection: close\r\n\r\n");

    public static readonly Http1Sample Http10 = new("HTTP/1.0, kept alive", "GET /health/live HTTP/1.0\r\nConnection: Keep-Alive\r\nUser-Agent: ApacheBench/2.3\r\n\r\n");

    public static readonly Http1Sample Asterisk = new("OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");

    public static readonly Http1Sample EmptyLineBefore = new("an empty line before", "\r\nDELETE /v1/files/file-1 HTTP/1.1\r\nHost: a\r\n\r\n");

    public static readonly Http1Sample OddValues = new("odd but valid values",
        "PATCH /v1beta/models/gemini-2.5-flash:generateContent?key=a%20b&include[]=x HTTP/1.1\r\nHost: xn--nxasmq6b:65535\r\nX-Empty:\r\nX-Blank: \t \r\n" +
        "X-Inner:  a \t b\t\r\nX-High: D\u00fcsseldorf\u00ff\r\n!#$%&'*+-.^_`|~: \"quoted, \\\" value\"\r\nContent-Length:\t0\r\n\r\n");

    public static readonly Http1Sample Pipelined = new("two requests",
        "GET /v1/models HTTP/1.1\r\nHost: a\r\n\r\nGET /v1/key HTTP/1.1\r\nHost: a\r\n\r\n");

    /// <summary>All of them; each is accepted.</summary>
    public static IReadOnlyList<Http1Sample> All { get; } =
        [SmallChat, Minimal, AbsoluteForm, Chunked, HopByHop, Http10, Asterisk, EmptyLineBefore, OddValues, Pipelined];
}
