namespace Gateway.Core.Keys;

/// <summary>How cost and token limits are held. Numbered for good: these numbers are stored.</summary>
public enum Enforcement : byte
{
    /// <summary>Refuses once used and held reach the limit; holds an estimate. What was admitted may end above the limit.</summary>
    Estimate = 0,

    /// <summary>Refuses what in the worst case would exceed the limit; holds the worst case. The limit is never exceeded.</summary>
    Strict = 1,
}
