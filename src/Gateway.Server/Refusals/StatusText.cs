namespace Gateway.Server.Refusals;

/// <summary>Reason phrases of the statuses that the gateway itself answers with (RFC 9110 section 15, RFC 6585).</summary>
internal static class StatusText
{
    /// <summary>The status line's code and phrase.</summary>
    public static ReadOnlySpan<byte> Of(int status) => status switch
    {
        200 => "200 OK"u8,
        204 => "204 No Content"u8,
        400 => "400 Bad Request"u8,
        401 => "401 Unauthorized"u8,
        403 => "403 Forbidden"u8,
        404 => "404 Not Found"u8,
        408 => "408 Request Timeout"u8,
        413 => "413 Content Too Large"u8,
        415 => "415 Unsupported Media Type"u8,
        417 => "417 Expectation Failed"u8,
        429 => "429 Too Many Requests"u8,
        431 => "431 Request Header Fields Too Large"u8,
        502 => "502 Bad Gateway"u8,
        503 => "503 Service Unavailable"u8,
        504 => "504 Gateway Timeout"u8,
        _ => "500 Internal Server Error"u8,
    };
}
