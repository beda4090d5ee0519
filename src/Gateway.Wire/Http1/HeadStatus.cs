namespace Gateway.Wire.Http1;

/// <summary>What a head parser says about the bytes so far.</summary>
public enum HeadStatus : byte
{
    /// <summary>All is well as far as it goes; call again with the same bytes and more.</summary>
    NeedMore,

    /// <summary>The head is complete and has been judged.</summary>
    Complete,

    /// <summary>The message cannot be trusted; nothing behind it on this connection can be either.</summary>
    Rejected,
}
