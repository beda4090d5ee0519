using System.Runtime.InteropServices;
using System.Text;
using Gateway.Admin.Calendars;
using Gateway.Core.Keys;

namespace Gateway.Admin.Keys;

/// <summary>Keys in the making: everything that can be refused is refused here, before anything is written. Used under the administration's lock.</summary>
/// <param name="catalog">The keys that there are.</param>
/// <param name="parts">Where equal parts are shared.</param>
/// <param name="capacity">How many keys to expect.</param>
/// <param name="wall">UTC ticks.</param>
internal sealed class KeyBatch(KeyCatalog catalog, SharedParts parts, int capacity, long wall)
{
    private readonly List<KeyRecord> _records = new(capacity);
    private readonly List<KeyOutcome> _outcomes = new(capacity);
    private readonly List<KeyChange> _changes = new(capacity);
    private readonly HashSet<(string Project, string Name)> _names = new(capacity);

    /// <summary>What to append.</summary>
    public IReadOnlyList<KeyRecord> Records => _records;

    /// <summary>What to answer, in the same order.</summary>
    public IReadOnlyList<KeyOutcome> Outcomes => _outcomes;

    /// <summary>What changes in the key table.</summary>
    public ReadOnlySpan<KeyChange> Changes => CollectionsMarshal.AsSpan(_changes);

    /// <summary>Adds a standard key with a fresh id and secret.</summary>
    /// <returns>What hinders it, or null.</returns>
    public KeyOutcome? TryAdd(KeyFields fields)
    {
        if (KeyRules.AgainstCreating(fields) is { } hindrance)
            return hindrance;
        var (id, secret) = NewSecret();
        SecretRecord opens = new(KeyDigest.Of(Encoding.ASCII.GetBytes(secret)));
        var record = KeyRecords.New(id, fields, opens, wall);
        if (KeyRules.Against(record) is { } limit)
            return limit;
        if (catalog.FindLive(record.Project, record.Name) is { } namesake)
            return new(KeyVerdict.NameTaken, namesake.Key);
        if (!_names.Add((record.Project, record.Name)))
            return new(KeyVerdict.NameTaken);
        ApiKey key = new(id, new(record, ResetCalendars.For(record.ResetPeriod, record.TimeZone), parts), record.CreatedAt);
        _records.Add(record);
        _outcomes.Add(new(KeyVerdict.Done, key, secret));
        _changes.Add(KeyChange.Put(new(opens.Digest, key, opens.ValidUntil)));
        return null;
    }

    private (string Id, string Secret) NewSecret()
    {
        // 62^12 ids: twice the same will not be seen, but would be somebody else's key.
        while (true)
        {
            var (id, secret) = KeySecret.Create();
            if (!catalog.TryFind(KeyId.Parse(id), out _))
                return (id, secret);
        }
    }
}
