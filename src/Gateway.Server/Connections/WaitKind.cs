namespace Gateway.Server.Connections;

/// <summary>What a connection's loop is waiting for, and so how it is woken when it has waited for too long.</summary>
internal enum WaitKind : byte
{
    /// <summary>Nothing that the sweep ends.</summary>
    None,

    /// <summary>The first byte of a request.</summary>
    NextRequest,

    /// <summary>More of a request.</summary>
    ClientInput,

    /// <summary>The client to take what was written.</summary>
    ClientFlush,

    /// <summary>Bytes from the provider.</summary>
    Upstream,
}
