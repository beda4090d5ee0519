using System.Diagnostics.CodeAnalysis;
using Gateway.Core.Keys;

namespace Gateway.Admin.Keys;

/// <summary>
/// All keys, deleted ones included, by id, by name within a project and by label, in the order of their creation. Any thread; its lock is held
/// for moments only, never while anything is waited for. What a key is called is taken from its policy, so whoever changes a policy tells the
/// catalog before and after.
/// </summary>
internal sealed class KeyCatalog
{
    private readonly Lock _gate = new();
    private readonly Dictionary<KeyId, KeyEntry> _byId = [];
    private readonly Dictionary<(string Project, string Name), KeyEntry> _liveByName = [];
    private readonly Dictionary<string, OrdinalList>[] _byLabel = [new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal)];
    private KeyEntry[] _entries = [];
    private int _count;

    /// <summary>Keys, deleted ones included.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The key of an id.</summary>
    public bool TryFind(KeyId id, [NotNullWhen(true)] out KeyEntry? entry)
    {
        lock (_gate)
            return _byId.TryGetValue(id, out entry);
    }

    /// <summary>The live key of a name in a project.</summary>
    public KeyEntry? FindLive(string project, string name)
    {
        lock (_gate)
            return _liveByName.GetValueOrDefault((project, name));
    }

    /// <summary>Makes room for many keys at once.</summary>
    public void Reserve(int more)
    {
        lock (_gate)
        {
            _byId.EnsureCapacity(_byId.Count + more);
            _liveByName.EnsureCapacity(_liveByName.Count + more);
            if (_entries.Length < _count + more)
                Array.Resize(ref _entries, _count + more);
        }
    }

    /// <summary>Adds a key whose id and name are free.</summary>
    public void Add(ApiKey key, IReadOnlyList<SecretRecord> secrets)
    {
        lock (_gate)
        {
            KeyEntry entry = new(key, _count, secrets);
            _byId.Add(key.PublicId, entry);
            if (!key.Policy.IsDeleted)
                _liveByName.Add((key.Policy.Labels.Project, key.Policy.Name), entry);
            Index(entry.Ordinal, key.Policy.Labels);
            if (_count == _entries.Length)
                Array.Resize(ref _entries, Math.Max(16, _count * 2));
            _entries[_count] = entry;
            Volatile.Write(ref _count, _count + 1);
        }
    }

    /// <summary>Puts a key's next policy in force and everything that follows from it in its place.</summary>
    public void Replace(KeyEntry entry, KeyPolicy next)
    {
        lock (_gate)
        {
            var previous = entry.Key.Policy;
            if (!previous.IsDeleted)
                _liveByName.Remove((previous.Labels.Project, previous.Name));
            entry.Key.Replace(next);
            if (!next.IsDeleted)
                _liveByName.Add((next.Labels.Project, next.Name), entry);
            if (previous.Labels == next.Labels)
                return;
            for (var label = KeyLabel.Project; label <= KeyLabel.Owner; label++)
            {
                if (Value(label, previous.Labels) is { } left && left != Value(label, next.Labels))
                    _byLabel[(int)label][left].Remove(entry.Ordinal);
            }

            Index(entry.Ordinal, next.Labels);
        }
    }

    /// <summary>The keys that there are now, in the order of their creation; later ones are not among them.</summary>
    public ReadOnlyMemory<KeyEntry> All()
    {
        lock (_gate)
            return _entries.AsMemory(0, _count);
    }

    /// <summary>The places, in <see cref="All"/>, of the keys that had a label when asked.</summary>
    public ReadOnlyMemory<int> WithLabel(KeyLabel label, string value)
    {
        lock (_gate)
            return _byLabel[(int)label].TryGetValue(value, out var list) ? list.Snapshot() : default;
    }

    private void Index(int ordinal, KeyLabels labels)
    {
        for (var label = KeyLabel.Project; label <= KeyLabel.Owner; label++)
        {
            if (Value(label, labels) is not { } value)
                continue;
            if (!_byLabel[(int)label].TryGetValue(value, out var list))
                _byLabel[(int)label].Add(value, list = new());
            list.Add(ordinal);
        }
    }

    private static string? Value(KeyLabel label, KeyLabels labels) => label switch
    {
        KeyLabel.Project => labels.Project,
        KeyLabel.Environment => labels.Environment,
        _ => labels.Owner,
    };
}
