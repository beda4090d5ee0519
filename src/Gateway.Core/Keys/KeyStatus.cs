namespace Gateway.Core.Keys;

/// <summary>What can be said of a key in one word.</summary>
public enum KeyStatus : byte
{
    /// <summary>It admits requests.</summary>
    Active,

    /// <summary>Switched off, may be switched on again.</summary>
    Disabled,

    /// <summary>Its expiry has passed.</summary>
    Expired,

    /// <summary>Its cost or token limit is used up until the next reset.</summary>
    Exhausted,

    /// <summary>Gone for good.</summary>
    Deleted,
}
