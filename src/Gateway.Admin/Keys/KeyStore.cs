using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Gateway.Admin.Calendars;
using Gateway.Admin.Http;
using Gateway.Core;
using Gateway.Core.Keys;

namespace Gateway.Admin.Keys;

/// <summary>
/// All keys and the one way to change them: under one lock, validate, append to the journal and wait until it is durable, swap, answer. Reading
/// takes no part in that lock. Any thread.
/// </summary>
/// <param name="directory">Where secrets are looked up; nobody else may change it.</param>
/// <param name="journal">Where changes become durable.</param>
/// <param name="clock">Reads both clocks.</param>
public sealed class KeyStore(KeyDirectory directory, IKeyJournal journal, Func<TimeReading> clock) : IDisposable
{
    private readonly SemaphoreSlim _administration = new(1, 1);
    private readonly KeyCatalog _catalog = new();
    private readonly SharedParts _parts = new();
    private readonly IdempotencyBook _book = new();

    /// <summary>Keys, deleted ones included.</summary>
    public int Count => _catalog.Count;

    /// <summary>Both clocks, as the store reads them.</summary>
    public TimeReading Now => clock();

    /// <summary>The key of a public id, deleted or not; null if there is none.</summary>
    public ApiKey? Find(string id) => TryFind(id, out var entry) ? entry.Key : null;

    /// <summary>One page of keys, or null if <see cref="KeyQuery.After"/> is no key.</summary>
    public KeyPage? List(KeyQuery query) => KeyLister.List(_catalog, query, clock());

    /// <summary>Makes a standard key.</summary>
    /// <param name="fields">What was asked for.</param>
    /// <param name="once">How to know the request again; null if it may be carried out twice.</param>
    /// <param name="cancellationToken">Gives up while the change waits for its turn; once begun it is carried through.</param>
    public Task<KeyOutcome> CreateAsync(KeyFields fields, CreateOnce? once = null, CancellationToken cancellationToken = default) =>
        InTurn(() => CreateInTurnAsync(fields, once), cancellationToken);

    /// <summary>Makes many keys in one durable step and one swap, all or none. Their names must differ and be free.</summary>
    /// <param name="keys">What was asked for.</param>
    /// <param name="cancellationToken">Gives up while the change waits for its turn.</param>
    /// <returns>One outcome a key, in their order; or one alone, which says what hinders all.</returns>
    public Task<IReadOnlyList<KeyOutcome>> CreateManyAsync(IReadOnlyList<KeyFields> keys, CancellationToken cancellationToken = default) =>
        InTurn(() => CreateManyInTurnAsync(keys), cancellationToken);

    /// <summary>Changes some fields of a key.</summary>
    /// <param name="id">The public id.</param>
    /// <param name="fields">The fields that change.</param>
    /// <param name="condition">For which versions this is meant.</param>
    /// <param name="cancellationToken">Gives up while the change waits for its turn.</param>
    public Task<KeyOutcome> PatchAsync(string id, KeyFields fields, VersionCondition condition, CancellationToken cancellationToken = default) =>
        InTurn(() => PatchInTurnAsync(id, fields, condition), cancellationToken);

    /// <summary>Deletes a key for good. Deleting it again changes nothing.</summary>
    /// <param name="id">The public id.</param>
    /// <param name="condition">For which versions this is meant.</param>
    /// <param name="cancellationToken">Gives up while the change waits for its turn.</param>
    public Task<KeyOutcome> DeleteAsync(string id, VersionCondition condition, CancellationToken cancellationToken = default) =>
        InTurn(() => DeleteInTurnAsync(id, condition), cancellationToken);

    /// <summary>Puts keys back as they were recorded, in one swap and without recording them again. For the start, before anybody listens.</summary>
    /// <param name="records">One a key, the latest, deleted ones included, in the order of creation.</param>
    /// <exception cref="ArgumentException">A record cannot be, or an id or a live name stands twice.</exception>
    public void Restore(IReadOnlyList<KeyRecord> records)
    {
        _administration.Wait();
        try
        {
            List<KeyChange> changes = new(records.Count);
            _catalog.Reserve(records.Count);
            foreach (var record in records)
            {
                ApiKey key = new(record.Id, new(record, ResetCalendars.For(record.ResetPeriod, record.TimeZone), _parts), record.CreatedAt);
                _catalog.Add(key, record.Secrets);
                foreach (var secret in record.Secrets)
                    changes.Add(KeyChange.Put(new(secret.Digest, key, secret.ValidUntil)));
            }

            directory.Apply(CollectionsMarshal.AsSpan(changes), clock().Wall);
        }
        finally
        {
            _administration.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _administration.Dispose();

    private async Task<T> InTurn<T>(Func<Task<T>> change, CancellationToken cancellationToken)
    {
        await _administration.WaitAsync(cancellationToken);
        try
        {
            return await change();
        }
        finally
        {
            _administration.Release();
        }
    }

    private async Task<KeyOutcome> CreateInTurnAsync(KeyFields fields, CreateOnce? once)
    {
        var wall = clock().Wall;
        if (once is not null)
        {
            var match = _book.Find(once.Actor, once.IdempotencyKey, once.Body.Span, wall);
            if (match.Outcome == IdempotencyOutcome.Repeated)
                return new(KeyVerdict.Repeated, Find(match.KeyId), match.Secret);
            if (match.Outcome == IdempotencyOutcome.OtherBody)
                return new(KeyVerdict.IdempotencyKeyTaken);
        }

        var outcome = (await CreateManyInTurnAsync([fields]))[0];
        if (once is not null && outcome.Verdict == KeyVerdict.Done)
            _book.Remember(once.Actor, once.IdempotencyKey, once.Body.Span, outcome.Key!.Id, outcome.Secret!, wall);
        return outcome;
    }

    private async Task<IReadOnlyList<KeyOutcome>> CreateManyInTurnAsync(IReadOnlyList<KeyFields> keys)
    {
        var wall = clock().Wall;
        var batch = new KeyBatch(_catalog, _parts, keys.Count, wall);
        foreach (var fields in keys)
        {
            if (batch.TryAdd(fields) is { } hindrance)
                return [hindrance];
        }

        var index = directory.Current.With(batch.Changes, wall);
        if (!await IsDurableAsync(batch.Records))
            return [new(KeyVerdict.NotDurable)];
        _catalog.Reserve(keys.Count);
        for (var i = 0; i < keys.Count; i++)
            _catalog.Add(batch.Outcomes[i].Key!, batch.Records[i].Secrets);
        directory.Publish(index);
        return batch.Outcomes;
    }

    private async Task<KeyOutcome> PatchInTurnAsync(string id, KeyFields fields, VersionCondition condition)
    {
        if (!TryFind(id, out var entry))
            return new(KeyVerdict.NotFound);
        var policy = entry.Key.Policy;
        if (policy.IsDeleted)
            return new(KeyVerdict.Deleted, entry.Key);
        if (!condition.IsMetBy(policy.Version))
            return new(KeyVerdict.VersionMismatch, entry.Key);
        if (KeyRules.AgainstChanging(entry.Key, fields) is { } hindrance)
            return hindrance;
        if (fields.Given == KeyField.None)
            return new(KeyVerdict.Done, entry.Key);
        var record = KeyRecords.Next(entry, fields, clock().Wall);
        if (KeyRules.Against(record) is { } limit)
            return limit;
        if (_catalog.FindLive(record.Project, record.Name) is { } namesake && namesake != entry)
            return new(KeyVerdict.NameTaken, namesake.Key);
        return await ReplaceAsync(entry, record);
    }

    private async Task<KeyOutcome> DeleteInTurnAsync(string id, VersionCondition condition)
    {
        if (!TryFind(id, out var entry))
            return new(KeyVerdict.NotFound);
        if (entry.Key.Policy.IsDeleted)
            return new(KeyVerdict.Done, entry.Key);
        if (!condition.IsMetBy(entry.Key.Policy.Version))
            return new(KeyVerdict.VersionMismatch, entry.Key);
        var wall = clock().Wall;
        var index = directory.Current.With([.. entry.Secrets.Select(secret => KeyChange.Remove(secret.Digest))], wall);
        var outcome = await ReplaceAsync(entry, KeyRecords.Deleted(entry, wall));
        if (outcome.Verdict == KeyVerdict.Done)
            directory.Publish(index);
        return outcome;
    }

    private async Task<KeyOutcome> ReplaceAsync(KeyEntry entry, KeyRecord record)
    {
        KeyPolicy next = new(record, ResetCalendars.For(record.ResetPeriod, record.TimeZone), _parts, entry.Key.Policy);
        if (!await IsDurableAsync([record]))
            return new(KeyVerdict.NotDurable, entry.Key);
        _catalog.Replace(entry, next);
        return new(KeyVerdict.Done, entry.Key);
    }

    private async Task<bool> IsDurableAsync(IReadOnlyList<KeyRecord> records)
    {
        try
        {
            // Not to be cancelled: a step given up in the middle might become durable without taking effect.
            await journal.AppendAsync(records, CancellationToken.None);
            return true;
        }
        catch (KeyJournalException)
        {
            // The journal has said why, to the log and to the health page; whoever asked for the change is told that it did not happen.
            return false;
        }
    }

    private bool TryFind(string id, [NotNullWhen(true)] out KeyEntry? entry)
    {
        entry = null;
        return KeyId.TryParse(id, out var parsed) && _catalog.TryFind(parsed, out entry);
    }
}
