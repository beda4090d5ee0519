namespace Gateway.Testing.Upstreams;

/// <summary>What goes wrong at an upstream, asked for with <see cref="TestHeaders.Fault"/>.</summary>
public enum UpstreamFault
{
    None,

    /// <summary>FIN in the middle of the answer, before its usage.</summary>
    Cut,

    /// <summary>RST in the middle of the answer, before its usage.</summary>
    Reset,

    /// <summary>FIN without a single byte of an answer.</summary>
    Drop,

    /// <summary>Something that is not HTTP.</summary>
    Nonsense,

    /// <summary>Bytes behind the end of the answer.</summary>
    Extra,

    /// <summary>FIN after a whole answer that had announced nothing of it.</summary>
    CloseAfter,

    /// <summary>A 500 in the dialect's envelope.</summary>
    Error,

    /// <summary>A whole answer without usage.</summary>
    NoUsage,
}
