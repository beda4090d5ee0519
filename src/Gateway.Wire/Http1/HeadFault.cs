namespace Gateway.Wire.Http1;

/// <summary>Why a head was rejected; <see cref="HeadFaults"/> has the words for each.</summary>
public enum HeadFault : byte
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>The head is longer than the caller allows.</summary>
    TooLarge,

    /// <summary>More than <see cref="MessageHead.MaxHeaders"/> header lines.</summary>
    TooManyHeaders,

    /// <summary>A line ends in LF without CR.</summary>
    BareLineFeed,

    /// <summary>A CR that is not followed by LF.</summary>
    BareCarriageReturn,

    /// <summary>NUL, DEL or another control character.</summary>
    ControlCharacter,

    /// <summary>The request line is not method SP target SP version.</summary>
    MalformedRequestLine,

    /// <summary>A method outside RFC 9110 and PATCH.</summary>
    UnknownMethod,

    /// <summary>CONNECT: this is no tunnel.</summary>
    ConnectRefused,

    /// <summary>A version other than 1.0 and 1.1.</summary>
    UnsupportedVersion,

    /// <summary>The connection preface of HTTP/2.</summary>
    Http2Preface,

    /// <summary>The target has none of the permitted forms, or a byte that may not be in one.</summary>
    MalformedTarget,

    /// <summary>A segment "." or "..", also where the dots are escaped.</summary>
    DotSegment,

    /// <summary>An escaped slash or backslash in the path.</summary>
    EncodedSlash,

    /// <summary>A backslash, which some take for a slash.</summary>
    Backslash,

    /// <summary>"%00".</summary>
    EncodedNull,

    /// <summary>A "%" without two hexadecimal digits.</summary>
    MalformedEscape,

    /// <summary>A fragment, which is never sent.</summary>
    Fragment,

    /// <summary>Credentials in the target.</summary>
    UserInfo,

    /// <summary>The absolute-form target names another host than Host does.</summary>
    HostMismatch,

    /// <summary>HTTP/1.1 without Host.</summary>
    MissingHost,

    /// <summary>Host more than once.</summary>
    RepeatedHost,

    /// <summary>Host is not a host and perhaps a port.</summary>
    MalformedHost,

    /// <summary>A line that continues the one before it.</summary>
    ObsoleteFold,

    /// <summary>White space between a name and its colon.</summary>
    SpaceBeforeColon,

    /// <summary>A line that begins with a colon.</summary>
    EmptyHeaderName,

    /// <summary>A name that is no token, or a line without a colon.</summary>
    MalformedHeader,

    /// <summary>Content-Length is not a plain number.</summary>
    MalformedContentLength,

    /// <summary>Content-Length more than once, be it the same number.</summary>
    RepeatedContentLength,

    /// <summary>Content-Length does not fit 63 bits or has more than 19 digits.</summary>
    ContentLengthOverflow,

    /// <summary>Content-Length together with Transfer-Encoding.</summary>
    LengthWithTransferEncoding,

    /// <summary>Transfer-Encoding is anything but a single "chunked".</summary>
    UnsupportedTransferEncoding,

    /// <summary>Transfer-Encoding in an HTTP/1.0 message.</summary>
    TransferEncodingInHttp10,

    /// <summary>Connection is not a list of tokens.</summary>
    MalformedConnection,

    /// <summary>Connection names more than <see cref="ConnectionOptions.MaxOptions"/> options.</summary>
    TooManyConnectionOptions,

    /// <summary>Expect asks for something other than 100-continue.</summary>
    UnknownExpectation,

    /// <summary>TRACE with a body (RFC 9110 section 9.3.8).</summary>
    TraceWithBody,

    /// <summary>The status line is not version SP three digits and perhaps a reason.</summary>
    MalformedStatusLine,

    /// <summary>101, though no upgrade was asked for.</summary>
    SwitchingProtocols,

    /// <summary>A 1xx or 204 that announces a body.</summary>
    BodyForbidden,
}
