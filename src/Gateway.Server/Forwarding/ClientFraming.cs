namespace Gateway.Server.Forwarding;

/// <summary>How a response's body is delimited towards the client.</summary>
public enum ClientFraming : byte
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>By Content-Length, the provider's own.</summary>
    Length,

    /// <summary>By chunks.</summary>
    Chunked,

    /// <summary>By the end of the connection: HTTP/1.0.</summary>
    UntilClose,
}
