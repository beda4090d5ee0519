using Gateway.Core.Keys;

namespace Gateway.Admin.Keys;

/// <summary>Keeps keys for as long as the process lives: there is nothing to write, because the key store itself lives as long.</summary>
public sealed class MemoryKeyJournal : IKeyJournal
{
    private long _records;

    /// <summary>Records appended so far.</summary>
    public long Records => Volatile.Read(ref _records);

    /// <inheritdoc/>
    public ValueTask AppendAsync(IReadOnlyList<KeyRecord> records, CancellationToken cancellationToken)
    {
        Interlocked.Add(ref _records, records.Count);
        return ValueTask.CompletedTask;
    }
}
