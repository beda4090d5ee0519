using Gateway.Testing.Upstreams;

namespace Gateway.Testing.Audit;

/// <summary>
/// Holds what a gateway charged against what the upstream says it sent, key by key, and looks for anything still held. It shares no code
/// with the gateway. Not thread-safe.
/// </summary>
public sealed class Auditor
{
    private readonly List<string> _findings = [];

    /// <summary>What does not agree; empty when all is well.</summary>
    public IReadOnlyList<string> Findings => _findings;

    public int Audited { get; private set; }

    /// <summary>Compares one key. Exact where the upstream reported usage, within the ledger's bounds where it could not.</summary>
    /// <param name="name">The key, for the findings.</param>
    /// <param name="charged">What the gateway counted.</param>
    /// <param name="account">What the upstream sent.</param>
    /// <param name="cost">The cost of the ledger's tokens, when it is known exactly.</param>
    public void Compare(string name, KeyCounters charged, LedgerAccount account, decimal? cost = null)
    {
        Audited++;
        Between(name, "input tokens", charged.Tokens.Input, account.Low.Input, account.High.Input);
        Between(name, "output tokens", charged.Tokens.Output, account.Low.Output, account.High.Output);
        Between(name, "cached input tokens", charged.Tokens.Cached, account.Low.Cached, account.High.Cached);
        Between(name, "cache write tokens", charged.Tokens.CacheWrite, account.Low.CacheWrite, account.High.CacheWrite);
        Between(name, "estimated requests", charged.Estimated, account.EstimatesLow, account.EstimatesHigh);
        if (charged.TotalTokens != charged.Tokens.Total) Find(name, $"total tokens {charged.TotalTokens} are not the sum {charged.Tokens.Total}");
        if (cost is { } expected && charged.CostUsd != expected) Find(name, $"cost {charged.CostUsd} instead of {expected}");
        if (charged.InFlight != 0) Find(name, $"{charged.InFlight} still in flight");
        if (charged.HeldTokens != 0) Find(name, $"{charged.HeldTokens} tokens still held");
        if (charged.HeldCostUsd != 0) Find(name, $"{charged.HeldCostUsd} USD still held");
    }

    /// <summary>Throws when anything was found, or when there was nothing to audit.</summary>
    public void Verify()
    {
        if (Audited == 0) throw new InvalidOperationException("the auditor was shown no key");
        if (_findings.Count > 0) throw new InvalidOperationException(string.Join('\n', _findings));
    }

    private void Between(string name, string what, long charged, long low, long high)
    {
        if (charged >= low && charged <= high) return;
        Find(name, low == high ? $"{what}: {charged} charged, {low} sent" : $"{what}: {charged} charged, {low} to {high} sent");
    }

    private void Find(string name, string what) => _findings.Add($"{name}: {what}");
}
