namespace Gateway.Server.Forwarding;

/// <summary>What the intake of a request body has come to.</summary>
public enum BodyStep : byte
{
    /// <summary>There is more to come.</summary>
    NeedMore,

    /// <summary>The body is over.</summary>
    Complete,

    /// <summary>As much is held as may be; the rest streams on.</summary>
    HeldPartFull,

    /// <summary>The chunks are malformed.</summary>
    Malformed,

    /// <summary>It is longer than any body may be.</summary>
    TooLarge,

    /// <summary>The memory set aside for all held bodies is used up.</summary>
    OutOfMemory,
}
