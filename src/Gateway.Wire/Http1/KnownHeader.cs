namespace Gateway.Wire.Http1;

/// <summary>Headers that mean something to the gateway; every other one is <see cref="Other"/> and passes as it is.</summary>
public enum KnownHeader : byte
{
    /// <summary>Any name not listed here.</summary>
    Other,

    /// <summary>Host.</summary>
    Host,

    /// <summary>Connection.</summary>
    Connection,

    /// <summary>Content-Length.</summary>
    ContentLength,

    /// <summary>Transfer-Encoding.</summary>
    TransferEncoding,

    /// <summary>Expect.</summary>
    Expect,

    /// <summary>Upgrade.</summary>
    Upgrade,

    /// <summary>Keep-Alive.</summary>
    KeepAlive,

    /// <summary>Proxy-Connection.</summary>
    ProxyConnection,

    /// <summary>Proxy-Authenticate.</summary>
    ProxyAuthenticate,

    /// <summary>Proxy-Authorization.</summary>
    ProxyAuthorization,

    /// <summary>Proxy-Authentication-Info.</summary>
    ProxyAuthenticationInfo,

    /// <summary>TE.</summary>
    TE,

    /// <summary>Trailer.</summary>
    Trailer,

    /// <summary>HTTP2-Settings, which belongs to an upgrade to h2c.</summary>
    Http2Settings,

    /// <summary>Authorization.</summary>
    Authorization,

    /// <summary>x-api-key.</summary>
    XApiKey,

    /// <summary>api-key.</summary>
    ApiKey,

    /// <summary>x-goog-api-key.</summary>
    XGoogApiKey,

    /// <summary>Content-Type.</summary>
    ContentType,

    /// <summary>Content-Encoding.</summary>
    ContentEncoding,

    /// <summary>Accept-Encoding.</summary>
    AcceptEncoding,

    /// <summary>Accept.</summary>
    Accept,

    /// <summary>User-Agent.</summary>
    UserAgent,

    /// <summary>x-request-id.</summary>
    XRequestId,

    /// <summary>Any x-ratelimit-… header.</summary>
    RateLimit,

    /// <summary>Date.</summary>
    Date,

    /// <summary>Server.</summary>
    Server,

    /// <summary>Retry-After.</summary>
    RetryAfter,

    /// <summary>retry-after-ms.</summary>
    RetryAfterMs,

    /// <summary>x-should-retry.</summary>
    XShouldRetry,

    /// <summary>Cookie.</summary>
    Cookie,

    /// <summary>Set-Cookie.</summary>
    SetCookie,

    /// <summary>Alt-Svc, which would send clients past the gateway.</summary>
    AltSvc,

    /// <summary>Strict-Transport-Security, which speaks for another host.</summary>
    StrictTransportSecurity,

    /// <summary>WWW-Authenticate.</summary>
    WwwAuthenticate,

    /// <summary>Cache-Control.</summary>
    CacheControl,
}
