namespace Gateway.Wire.Http1;

/// <summary>The two versions that are spoken (RFC 9112 section 2.3).</summary>
public enum HttpVersion : byte
{
    /// <summary>HTTP/1.0: no chunks, no keep-alive unless asked for.</summary>
    Http10,

    /// <summary>HTTP/1.1.</summary>
    Http11,
}
