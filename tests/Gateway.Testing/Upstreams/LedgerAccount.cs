namespace Gateway.Testing.Upstreams;

/// <summary>The sum of a key's <see cref="LedgerEntry"/>s.</summary>
public readonly record struct LedgerAccount(long Exchanges, long EstimatesLow, long EstimatesHigh, TokenCounts Low, TokenCounts High)
{
    public LedgerAccount With(LedgerEntry entry) =>
        new(Exchanges + 1, EstimatesLow + entry.EstimatesLow, EstimatesHigh + entry.EstimatesHigh, Low + entry.Low, High + entry.High);
}
