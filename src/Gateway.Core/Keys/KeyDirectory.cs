namespace Gateway.Core.Keys;

/// <summary>
/// Who may come in: the one volatile reference to the key table. Any thread authenticates, without a lock; changes come one at a time under
/// the administration's lock: validate and build (<see cref="KeyIndex.With"/>, which may refuse), make durable, <see cref="Publish"/>, answer.
/// A request that starts after the answer is decided by that change; one that overlaps it, by the old table or the new, never by a mixture.
/// </summary>
public sealed class KeyDirectory
{
    private KeyIndex _index = KeyIndex.Empty;

    /// <summary>The table in force.</summary>
    public KeyIndex Current => Volatile.Read(ref _index);

    /// <summary>Builds and publishes the next table in one step, where nothing has to be made durable in between.</summary>
    /// <param name="changes">One batch, one swap.</param>
    /// <param name="wall">Wall clock, UTC ticks.</param>
    /// <exception cref="KeyTableException">The batch is refused as a whole; nothing has changed.</exception>
    public void Apply(ReadOnlySpan<KeyChange> changes, long wall) => Publish(Current.With(changes, wall));

    /// <summary>
    /// Puts the next table in force. An exchange rather than a release: it is visible to every thread before the change is answered.
    /// </summary>
    /// <param name="next">Made from the table in force by one <see cref="KeyIndex.With"/>.</param>
    /// <exception cref="InvalidOperationException">Another table was published in between: the administration's lock was not held.</exception>
    public void Publish(KeyIndex next)
    {
        var previous = Current;
        if (next.Version != previous.Version + 1 || Interlocked.CompareExchange(ref _index, next, previous) != previous)
            throw new InvalidOperationException("Key tables must be published one after the other, under one lock.");
    }

    /// <summary>
    /// The key that a presented secret stands for, or null if it is unknown, removed or past its end. A secret that the connection presented
    /// before is recognised by its bytes, in fixed time, and looked up again only if the table has changed since, without hashing. Allocates
    /// only when a memo sees a longer secret than before.
    /// </summary>
    /// <param name="presented">The secret's bytes as they came; any length.</param>
    /// <param name="memo">The connection's memory; one thread at a time.</param>
    /// <param name="wall">Wall clock, UTC ticks.</param>
    public ApiKey? Authenticate(ReadOnlySpan<byte> presented, CredentialMemo memo, long wall)
    {
        // Read once: everything below is decided by this table. Reading a version after the look-up would remember a removed secret for good.
        var index = Volatile.Read(ref _index);
        if (!memo.Recognises(presented))
            return AuthenticateUnrecognised(index, presented, memo, wall);
        if (memo.Version != index.Version)
            memo.LookUpAgain(index);
        return wall < memo.ValidUntil ? memo.Key : null;
    }

    private static ApiKey? AuthenticateUnrecognised(KeyIndex index, ReadOnlySpan<byte> presented, CredentialMemo memo, long wall)
    {
        if (presented.IsEmpty || KeySecret.Check(presented) == SecretForm.WrongChecksum)
            return null;
        var digest = KeyDigest.Of(presented);
        if (!index.TryFind(digest, out var key, out var validUntil))
            return null;
        memo.Remember(presented, digest, key, validUntil, index.Version);
        return wall < validUntil ? key : null;
    }
}
