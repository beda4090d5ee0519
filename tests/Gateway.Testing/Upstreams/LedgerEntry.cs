namespace Gateway.Testing.Upstreams;

/// <summary>
/// What one exchange ought to be charged. With usage sent it is exact. Without (a stream cut before its usage, a client that left) a gateway
/// can only estimate, and the ledger keeps the bounds of an honest estimate and whether it has to be counted as one.
/// </summary>
public readonly record struct LedgerEntry(TokenCounts Low, TokenCounts High, int EstimatesLow, int EstimatesHigh)
{
    public static LedgerEntry Exact(TokenCounts usage) => new(usage, usage, 0, 0);

    /// <summary>Certainly charged, and by estimate.</summary>
    public static LedgerEntry Estimate(TokenCounts low, TokenCounts high) => new(low, high, 1, 1);

    /// <summary>Nobody can say how far it came: nothing at all, an estimate, or the whole.</summary>
    public static LedgerEntry UpTo(TokenCounts high) => new(default, high, 0, 1);
}
