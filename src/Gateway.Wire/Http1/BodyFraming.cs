namespace Gateway.Wire.Http1;

/// <summary>How the end of a body is found (RFC 9112 section 6.3).</summary>
public enum BodyFraming : byte
{
    /// <summary>There is no body.</summary>
    None,

    /// <summary>Content-Length bytes, which may be none.</summary>
    Length,

    /// <summary>Chunks, see <see cref="ChunkedReader"/>.</summary>
    Chunked,

    /// <summary>Responses only: the body ends when the connection does, so a cut cannot be told from an end.</summary>
    UntilClose,
}
