namespace Gateway.Core.Admission;

/// <summary>A limit per reset period.</summary>
public enum LimitKind : byte
{
    /// <summary>Neither.</summary>
    None,

    /// <summary>Cost.</summary>
    Cost,

    /// <summary>Tokens.</summary>
    Tokens,
}
