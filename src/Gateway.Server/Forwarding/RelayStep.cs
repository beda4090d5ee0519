namespace Gateway.Server.Forwarding;

/// <summary>What the relay of a response has come to.</summary>
public enum RelayStep : byte
{
    /// <summary>Nothing to write; receive more.</summary>
    NeedMore,

    /// <summary>Something was written; flush it, then receive more.</summary>
    Flush,

    /// <summary>The response is over; flush what was written.</summary>
    Complete,

    /// <summary>The provider refuses our credential; nothing was written.</summary>
    Unauthorized,

    /// <summary>What the provider sent is not HTTP, or it ended before its end.</summary>
    Broken,
}
