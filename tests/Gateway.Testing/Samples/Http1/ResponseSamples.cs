namespace Gateway.Testing.Samples.Http1;

/// <summary>Response heads, each followed by nothing or by some bytes of a body that the parser must not look at.</summary>
public static class ResponseSamples
{
    /// <summary>What a provider behind a content delivery network answers to a small chat completion.</summary>
    public static readonly Http1Sample Chat = new("chat",
        "HTTP/1.1 200 OK\r\n" +
        "Date: Mon, 23 Nov 2026 19:00:00 GMT\r\n" +
        "Content-Type: application/json\r\n" +
        "Content-Length: 842\r\n" +
        "Connection: keep-alive\r\n" +
        "access-control-expose-headers: X-Request-ID\r\n" +
        "openai-organization: org-x\r\n" +
        "openai-processing-ms: 412\r\n" +
        "openai-version: 2020-10-01\r\n" +
        "x-ratelimit-limit-requests: 10000\r\n" +
        "x-ratelimit-limit-tokens: 2000000\r\n" +
        "x-ratelimit-remaining-requests: 9999\r\n" +
        "x-ratelimit-remaining-tokens: 1999900\r\n" +
        "x-request-id: req_5f1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e\r\n" +
        "strict-transport-security: max-age=31536000; includeSubDomains; preload\r\n" +
        "Set-Cookie: __cf_bm=abc.def-1; path=/; HttpOnly; Secure; SameSite=None\r\n" +
        "Server: cloudflare\r\n" +
        "alt-svc: h3=\":443\"; ma=86400\r\n\r\n");

    public static readonly Http1Sample Stream = new("stream",
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\nCache-Control: no-cache\r\n\r\n5\r\ndata:\r\n");

    public static readonly Http1Sample UntilClose = new("until close", "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\nConnection: keep-alive\r\n\r\nhello");

    public static readonly Http1Sample NoReason = new("no reason", "HTTP/1.1 429\r\nretry-after: 1\r\nretry-after-ms: 250\r\nContent-Length: 0\r\n\r\n");

    public static readonly Http1Sample Continue = new("100", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    public static readonly Http1Sample NoContent = new("204", "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    public static readonly Http1Sample NotModified = new("304", "HTTP/1.1 304 \r\nContent-Length: 1200\r\nETag: \"x\"\r\n\r\n");

    public static readonly Http1Sample OddReason = new("odd reason", "HTTP/1.1 500  Ori\u00ebntatie\tprobleem \r\nContent-Length: 00012\r\n\r\n");

    /// <summary>All of them; each is accepted as an answer to GET and to HEAD.</summary>
    public static IReadOnlyList<Http1Sample> All { get; } = [Chat, Stream, UntilClose, NoReason, Continue, NoContent, NotModified, OddReason];
}
