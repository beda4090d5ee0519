namespace Gateway.Testing.Upstreams;

/// <summary>What a <see cref="FakeUpstream"/> sent to whom, kept apart from everything that the gateway counts. Thread-safe.</summary>
public sealed class UsageLedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LedgerAccount> _accounts = [];

    public IReadOnlyDictionary<string, LedgerAccount> Accounts
    {
        get { lock (_lock) return new Dictionary<string, LedgerAccount>(_accounts); }
    }

    public LedgerAccount Of(string key)
    {
        lock (_lock) return _accounts.GetValueOrDefault(key);
    }

    public void Note(string key, LedgerEntry entry)
    {
        lock (_lock) _accounts[key] = _accounts.GetValueOrDefault(key).With(entry);
    }

    public void Clear()
    {
        lock (_lock) _accounts.Clear();
    }
}
