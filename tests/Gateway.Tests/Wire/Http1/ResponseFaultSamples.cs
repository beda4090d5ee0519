using Gateway.Wire.Http1;

namespace Gateway.Tests.Wire.Http1;

/// <summary>Responses to GET that must be refused, and why.</summary>
internal static class ResponseFaultSamples
{
    public static IEnumerable<(string Text, HeadFault Fault)> All =>
    [
        ("\r\nHTTP/1.1 200 OK\r\n\r\n", HeadFault.MalformedStatusLine),
        ("HTTP/1.1 200 OK\n\n", HeadFault.BareLineFeed),
        ("HTTP/1.1 200 OK\rX: 1\r\n\r\n", HeadFault.BareCarriageReturn),
        ("HTTP/1.1 200 O\0K\r\n\r\n", HeadFault.ControlCharacter),
        ("HTTP/1.1\r\n\r\n", HeadFault.MalformedStatusLine),
        ("HTTP/1.1 \r\n\r\n", HeadFault.MalformedStatusLine),
        ("HTTP/1.1 20\r\n\r\n", HeadFault.MalformedStatusLine),
        ("HTTP/1.1  200 OK\r\n\r\n", HeadFault.MalformedStatusLine),
        ("HTTP/1.1\t200 OK\r\n\r\n", HeadFault.MalformedStatusLine),
        ("HTTP/1.1 2000 OK\r\n\r\n", HeadFault.MalformedStatusLine),
        ("HTTP/1.1 200OK\r\n\r\n", HeadFault.MalformedStatusLine),
        ("HTTP/1.1 200\tOK\r\n\r\n", HeadFault.MalformedStatusLine),
        ("HTTP/1.1 2x0 OK\r\n\r\n", HeadFault.MalformedStatusLine),
        ("HTTP/1.1 099 OK\r\n\r\n", HeadFault.MalformedStatusLine),
        ("HTTP/1.1 600 OK\r\n\r\n", HeadFault.MalformedStatusLine),
        ("HTTPS/1.1 200 OK\r\n\r\n", HeadFault.MalformedStatusLine),
        ("http/1.1 200 OK\r\n\r\n", HeadFault.MalformedStatusLine),
        ("HTTP/1.2 200 OK\r\n\r\n", HeadFault.UnsupportedVersion),
        ("HTTP/2.0 200 OK\r\n\r\n", HeadFault.UnsupportedVersion),
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n", HeadFault.SwitchingProtocols),
        ("HTTP/1.1 200 OK\r\nX : 1\r\n\r\n", HeadFault.SpaceBeforeColon),
        ("HTTP/1.1 200 OK\r\nX: 1\r\n 2\r\n\r\n", HeadFault.ObsoleteFold),
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n", HeadFault.RepeatedContentLength),
        ("HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\n", HeadFault.MalformedContentLength),
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", HeadFault.LengthWithTransferEncoding),
        ("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", HeadFault.LengthWithTransferEncoding),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", HeadFault.UnsupportedTransferEncoding),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", HeadFault.UnsupportedTransferEncoding),
        ("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", HeadFault.TransferEncodingInHttp10),
        ("HTTP/1.1 204 No Content\r\nContent-Length: 1\r\n\r\n", HeadFault.BodyForbidden),
        ("HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n", HeadFault.BodyForbidden),
        ("HTTP/1.1 100 Continue\r\nContent-Length: 1\r\n\r\n", HeadFault.BodyForbidden),
        ("HTTP/1.1 103 Early Hints\r\nTransfer-Encoding: chunked\r\n\r\n", HeadFault.BodyForbidden),
        ("HTTP/1.1 200 OK\r\nX: " + new string('a', Heads.Limit), HeadFault.TooLarge),
    ];
}
