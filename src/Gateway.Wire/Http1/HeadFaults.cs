namespace Gateway.Wire.Http1;

/// <summary>What to tell the peer about a fault.</summary>
public static class HeadFaults
{
    /// <summary>The status that answers a request with this fault: 431 if it is too large, 417 for an unknown expectation, else 400.</summary>
    public static int StatusOf(HeadFault fault) => fault switch
    {
        HeadFault.TooLarge or HeadFault.TooManyHeaders => 431,
        HeadFault.UnknownExpectation => 417,
        _ => 400,
    };

    /// <summary>One sentence, the same for every message with this fault; it repeats nothing of what was sent.</summary>
    public static string Describe(HeadFault fault) => fault switch
    {
        HeadFault.None => "The message is well formed.",
        HeadFault.TooLarge => "The request line and headers are too long; send fewer or shorter headers.",
        HeadFault.TooManyHeaders => "There are too many header lines; send fewer.",
        HeadFault.BareLineFeed => "A line ends in LF without CR; end every line with CRLF.",
        HeadFault.BareCarriageReturn => "A CR is not followed by LF; end every line with CRLF.",
        HeadFault.ControlCharacter => "There is a control character in the request line or a header; is this plain HTTP/1.1?",
        HeadFault.MalformedRequestLine => "The request line is not: method, one space, target, one space, version.",
        HeadFault.UnknownMethod => "This method is not known here; methods are those of RFC 9110, and PATCH.",
        HeadFault.ConnectRefused => "CONNECT is refused: this is not a tunnelling proxy.",
        HeadFault.UnsupportedVersion => "This version of HTTP is not spoken here; use HTTP/1.1.",
        HeadFault.Http2Preface => "HTTP/2 is not spoken here; use HTTP/1.1.",
        HeadFault.MalformedTarget => "The request target is malformed; escape what may not stand in a URL.",
        HeadFault.DotSegment => "The path has a segment '.' or '..'; resolve it before sending.",
        HeadFault.EncodedSlash => "The path has an escaped slash or backslash, which is ambiguous.",
        HeadFault.Backslash => "The request target has a backslash, which is ambiguous.",
        HeadFault.EncodedNull => "The request target has %00 in it.",
        HeadFault.MalformedEscape => "The request target has a '%' that is not followed by two hexadecimal digits.",
        HeadFault.Fragment => "The request target has a fragment ('#'); leave it out.",
        HeadFault.UserInfo => "The request target has credentials in it; use a header.",
        HeadFault.HostMismatch => "The host in the request target is not the one in the Host header.",
        HeadFault.MissingHost => "HTTP/1.1 needs a Host header.",
        HeadFault.RepeatedHost => "There is more than one Host header.",
        HeadFault.MalformedHost => "The Host header is not a host name with an optional port.",
        HeadFault.ObsoleteFold => "A header line begins with white space; folded lines are obsolete.",
        HeadFault.SpaceBeforeColon => "There is white space between a header's name and its colon.",
        HeadFault.EmptyHeaderName => "A header line begins with a colon.",
        HeadFault.MalformedHeader => "A header line is not: name, colon, value.",
        HeadFault.MalformedContentLength => "Content-Length is not a decimal number.",
        HeadFault.RepeatedContentLength => "There is more than one Content-Length header.",
        HeadFault.ContentLengthOverflow => "Content-Length is too large a number.",
        HeadFault.LengthWithTransferEncoding => "Content-Length and Transfer-Encoding cannot be sent together.",
        HeadFault.UnsupportedTransferEncoding => "Transfer-Encoding must be exactly 'chunked', once.",
        HeadFault.TransferEncodingInHttp10 => "HTTP/1.0 has no Transfer-Encoding.",
        HeadFault.MalformedConnection => "The Connection header is not a list of tokens.",
        HeadFault.TooManyConnectionOptions => "The Connection header names too many options.",
        HeadFault.UnknownExpectation => "The only expectation that can be met is 100-continue.",
        HeadFault.TraceWithBody => "TRACE has no body.",
        HeadFault.MalformedStatusLine => "The status line is not: version, one space, three digits, and perhaps a reason.",
        HeadFault.SwitchingProtocols => "The server switches protocols though nobody asked it to.",
        HeadFault.BodyForbidden => "A response that cannot have a body announces one.",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };
}
