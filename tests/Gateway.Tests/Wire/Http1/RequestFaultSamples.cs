using Gateway.Wire.Http1;

namespace Gateway.Tests.Wire.Http1;

/// <summary>Requests that must be refused, and why.</summary>
internal static class RequestFaultSamples
{
    private const string Rest = " HTTP/1.1\r\nHost: a\r\n\r\n";

    public static IEnumerable<(string Text, HeadFault Fault)> All => [.. Lines, .. Targets, .. Hosts, .. Headers, .. Framings, .. Sizes];

    public static IEnumerable<(string Text, HeadFault Fault)> Lines =>
    [
        ("GET / HTTP/1.1\nHost: a\r\n\r\n", HeadFault.BareLineFeed),
        ("\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", HeadFault.BareLineFeed),
        ("GET / HTTP/1.1\r\nHost: a\n\r\n", HeadFault.BareLineFeed),
        ("GET / HTTP/1.1\r\nHost: a\r\n\n", HeadFault.BareLineFeed),
        ("GET / HTTP/1.1\rHost: a\r\n\r\n", HeadFault.BareCarriageReturn),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: 1\rY: 2\r\n\r\n", HeadFault.BareCarriageReturn),
        ("GET / HTTP/1.1\r\nHost: a\r\n\r\r\n", HeadFault.BareCarriageReturn),
        ("\r\r\nGET" + " /" + Rest, HeadFault.BareCarriageReturn),
        ("\r\n\r\nGET /" + Rest, HeadFault.MalformedRequestLine),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n", HeadFault.ControlCharacter),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: \u000b\r\n\r\n", HeadFault.ControlCharacter),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: \u007f\r\n\r\n", HeadFault.ControlCharacter),
        ("GET /\0" + Rest, HeadFault.ControlCharacter),
        ("\u0016\u0003\u0001\u0002\0", HeadFault.ControlCharacter), // a TLS ClientHello on a plain port
        ("GET /\r\n\r\n", HeadFault.MalformedRequestLine), // HTTP/0.9
        ("GET  /" + Rest, HeadFault.MalformedTarget),
        ("GET / " + Rest, HeadFault.MalformedTarget),
        ("GET /a b" + Rest, HeadFault.MalformedTarget),
        ("GET /\t" + Rest, HeadFault.MalformedTarget),
        ("GET\t/" + Rest, HeadFault.MalformedRequestLine),
        (" GET /" + Rest, HeadFault.MalformedRequestLine),
        ("GET / HTTP/1.1 \r\nHost: a\r\n\r\n", HeadFault.MalformedRequestLine),
        ("GET  HTTP/1.1\r\nHost: a\r\n\r\n", HeadFault.MalformedRequestLine),
        ("GET / HTTP/1.1x\r\nHost: a\r\n\r\n", HeadFault.MalformedRequestLine),
        ("GET / HTTP/1.10\r\nHost: a\r\n\r\n", HeadFault.MalformedRequestLine),
        ("GET / http/1.1\r\nHost: a\r\n\r\n", HeadFault.MalformedRequestLine),
        ("G@T /" + Rest, HeadFault.MalformedRequestLine),
        ("get /" + Rest, HeadFault.UnknownMethod),
        ("BREW /" + Rest, HeadFault.UnknownMethod),
        ("QUERY /" + Rest, HeadFault.UnknownMethod),
        ("CONNECT a:443" + Rest, HeadFault.ConnectRefused),
        ("CONNECT /" + Rest, HeadFault.ConnectRefused),
        ("GET / HTTP/1.2\r\nHost: a\r\n\r\n", HeadFault.UnsupportedVersion),
        ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", HeadFault.UnsupportedVersion),
        ("GET / HTTP/0.9\r\nHost: a\r\n\r\n", HeadFault.UnsupportedVersion),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", HeadFault.Http2Preface),
    ];

    public static IEnumerable<(string Text, HeadFault Fault)> Targets =>
        from row in new (HeadFault Fault, string[] Targets)[]
        {
            (HeadFault.DotSegment,
            [
                "/.", "/..", "/./", "/../", "/a/../b", "/a/./b", "/a/..", "/%2e", "/%2E%2e/b", "/a/.%2e/b", "/a/%2e./b", "/a/..;/b", "/a/.;x=1/b",
                "/..?q", "/a/%2e%2e;", "http://a/..", "http://a/%2e/b", "//..", "/x%2e/../y", "/...//../",
            ]),
            (HeadFault.EncodedSlash, ["/%2f", "/a%2Fb", "/a%5cb", "/..%2f", "http://a/%2F", "/a%2fb?x", "/%5C"]),
            (HeadFault.Backslash, ["/\\", "/a\\..\\b", "\\a", "/a?b=\\", "http://a\\b/", "..\\.", "http:\\\\a"]),
            (HeadFault.EncodedNull, ["/%00", "/a%00.json", "/?%00", "/a?b=%00"]),
            (HeadFault.MalformedEscape, ["/%", "/%2", "/%g0", "/%0g", "/a?%", "/a?b=100%", "/a?%u0041", "/%%41"]),
            (HeadFault.Fragment, ["/#", "/a#b", "/a?b#c", "http://a#b", "http://a/#"]),
            (HeadFault.UserInfo, ["http://u@a/", "http://u:p@a/", "http://@a/"]),
            (HeadFault.MalformedTarget,
            [
                "a", "a:80", "*", "**", "*/", "?", "..", "%2F", "http:/a", "http:a", "http://", "http:///", "http:///a", "http://:80/", "http://a:x/", "http://a:65536/", "http://a b/",
                "http://a%20b/", "ftp://a/", "://a/", "ws://a/", "/a\"b", "/a<b>", "/a|b", "/a^b", "/a`b", "/{a}", "/[a]", "/?a=\"b\"", "/?a=<b>", "/\u00e4", "/?\u00e4", "http://\u00e4/", "http://[::1/",
                "http://[1]/", "http://[::1%25lo]/", "http://[v1.a]/", "http://a:80:80/",
            ]),
        }
        from target in row.Targets
        select ($"GET {target}{Rest}", row.Fault);

    public static IEnumerable<(string Text, HeadFault Fault)> Hosts =>
    [
        ("GET / HTTP/1.1\r\n\r\n", HeadFault.MissingHost),
        ("GET http://a/ HTTP/1.1\r\n\r\n", HeadFault.MissingHost),
        ("OPTIONS * HTTP/1.1\r\nAccept: */*\r\n\r\n", HeadFault.MissingHost),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", HeadFault.RepeatedHost),
        ("GET / HTTP/1.0\r\nHost: a\r\nhost: b\r\n\r\n", HeadFault.RepeatedHost),
        .. from host in new[]
            {
                "", " ", "a b", "a/", "a,b", "a=b", "u@a", "http://a", "a:b", "a:80:80", "a:65536", "a:-1", ":80", "[", "[]", "[:]", "[::1", "[::1]x", "[::g]", "[::1%25lo]",
                "[1.2.3.4]", "[1:2:3:4:5:6:7:8:9]", "::1", "a%41", "\u00e4", "a\tb", "a?b", "a#b", "a\\b", "\"a\"", "<a>", "a;b",
            }
            select ($"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n", HeadFault.MalformedHost),
        ("GET / HTTP/1.0\r\nHost: a=b\r\n\r\n", HeadFault.MalformedHost),
        ("GET http://a/ HTTP/1.1\r\nHost: b\r\n\r\n", HeadFault.HostMismatch),
        ("GET http://a/ HTTP/1.1\r\nHost: a:443\r\n\r\n", HeadFault.HostMismatch),
        ("GET https://a/ HTTP/1.1\r\nHost: a:80\r\n\r\n", HeadFault.HostMismatch),
        ("GET http://a:8080/ HTTP/1.1\r\nHost: a\r\n\r\n", HeadFault.HostMismatch),
        ("GET http://a/ HTTP/1.0\r\nHost: ab\r\n\r\n", HeadFault.HostMismatch),
    ];

    public static IEnumerable<(string Text, HeadFault Fault)> Headers =>
        from row in new (string Lines, HeadFault Fault)[]
        {
            (" X: 1\r\n", HeadFault.ObsoleteFold),
            ("X: 1\r\n 2\r\n", HeadFault.ObsoleteFold),
            ("X: 1\r\n\t2\r\n", HeadFault.ObsoleteFold),
            ("X: 1\r\n \r\n", HeadFault.ObsoleteFold),
            ("X : 1\r\n", HeadFault.SpaceBeforeColon),
            ("X\t: 1\r\n", HeadFault.SpaceBeforeColon),
            ("X \t : 1\r\n", HeadFault.SpaceBeforeColon),
            (": 1\r\n", HeadFault.EmptyHeaderName),
            ("X\r\n", HeadFault.MalformedHeader),
            ("X y: 1\r\n", HeadFault.MalformedHeader),
            ("X(y): 1\r\n", HeadFault.MalformedHeader),
            ("\u00e4: 1\r\n", HeadFault.MalformedHeader),
            ("\"X\": 1\r\n", HeadFault.MalformedHeader),
            ("X@: 1\r\n", HeadFault.MalformedHeader),
            ("Connection: a b\r\n", HeadFault.MalformedConnection),
            ("Connection: close;\r\n", HeadFault.MalformedConnection),
            ("Connection: \"close\"\r\n", HeadFault.MalformedConnection),
            ("Connection: x" + string.Concat(Enumerable.Repeat(",x", ConnectionOptions.MaxOptions)) + "\r\n", HeadFault.TooManyConnectionOptions),
            ("Expect: 200-ok\r\n", HeadFault.UnknownExpectation),
            ("Expect:\r\n", HeadFault.UnknownExpectation),
            ("Expect: 100-continue, x\r\n", HeadFault.UnknownExpectation),
            ("Expect: 100-continue\r\nExpect: x\r\n", HeadFault.UnknownExpectation),
        }
        select ($"POST / HTTP/1.1\r\nHost: a\r\n{row.Lines}\r\n", row.Fault);

    public static IEnumerable<(string Text, HeadFault Fault)> Framings =>
        from row in new (string Lines, HeadFault Fault)[]
        {
            ("Content-Length:\r\n", HeadFault.MalformedContentLength),
            ("Content-Length: +1\r\n", HeadFault.MalformedContentLength),
            ("Content-Length: -1\r\n", HeadFault.MalformedContentLength),
            ("Content-Length: 1 1\r\n", HeadFault.MalformedContentLength),
            ("Content-Length: 5, 5\r\n", HeadFault.MalformedContentLength),
            ("Content-Length: 0x5\r\n", HeadFault.MalformedContentLength),
            ("Content-Length: 1e3\r\n", HeadFault.MalformedContentLength),
            ("Content-Length: \u00b2\r\n", HeadFault.MalformedContentLength),
            ("Content-Length: 5\r\ncontent-length: 5\r\n", HeadFault.RepeatedContentLength),
            ("Content-Length: 9223372036854775808\r\n", HeadFault.ContentLengthOverflow),
            ("Content-Length: 9999999999999999999\r\n", HeadFault.ContentLengthOverflow),
            ("Content-Length: 18446744073709551617\r\n", HeadFault.ContentLengthOverflow),
            ("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", HeadFault.LengthWithTransferEncoding),
            ("Transfer-Encoding: chunked\r\nContent-Length: 0\r\n", HeadFault.LengthWithTransferEncoding),
            ("Transfer-Encoding:\r\n", HeadFault.UnsupportedTransferEncoding),
            ("Transfer-Encoding: gzip\r\n", HeadFault.UnsupportedTransferEncoding),
            ("Transfer-Encoding: identity\r\n", HeadFault.UnsupportedTransferEncoding),
            ("Transfer-Encoding: gzip, chunked\r\n", HeadFault.UnsupportedTransferEncoding),
            ("Transfer-Encoding: chunked, gzip\r\n", HeadFault.UnsupportedTransferEncoding),
            ("Transfer-Encoding: chunked, chunked\r\n", HeadFault.UnsupportedTransferEncoding),
            ("Transfer-Encoding: chunked,\r\n", HeadFault.UnsupportedTransferEncoding),
            ("Transfer-Encoding: chunked;q=1\r\n", HeadFault.UnsupportedTransferEncoding),
            ("Transfer-Encoding: \"chunked\"\r\n", HeadFault.UnsupportedTransferEncoding),
            ("Transfer-Encoding: xchunked\r\n", HeadFault.UnsupportedTransferEncoding),
            ("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", HeadFault.UnsupportedTransferEncoding),
            ("Transfer-Encoding: \u000bchunked\r\n", HeadFault.ControlCharacter),
        }
        select ($"POST / HTTP/1.1\r\nHost: a\r\n{row.Lines}\r\n", row.Fault);

    public static IEnumerable<(string Text, HeadFault Fault)> Sizes =>
    [
        ("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", HeadFault.TransferEncodingInHttp10),
        ("TRACE / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n", HeadFault.TraceWithBody),
        ("TRACE / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", HeadFault.TraceWithBody),
        ("GET / HTTP/1.1\r\nHost: a\r\n" + string.Concat(Enumerable.Repeat("X:1\r\n", MessageHead.MaxHeaders)) + "\r\n", HeadFault.TooManyHeaders),
        ("GET /" + new string('a', Heads.Limit) + Rest, HeadFault.TooLarge),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: " + new string('a', Heads.Limit), HeadFault.TooLarge),
    ];
}
