namespace Gateway.Wire.Http1;

/// <summary>What a <see cref="ChunkedReader"/> made of the bytes it was given.</summary>
public enum ChunkedStatus : byte
{
    /// <summary>All bytes given were taken; there is more to come.</summary>
    NeedMore,

    /// <summary>A piece of the body was found.</summary>
    Data,

    /// <summary>The body and its trailers are over.</summary>
    Complete,

    /// <summary>The chunks are malformed; nothing behind them can be trusted.</summary>
    Rejected,
}
