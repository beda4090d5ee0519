using System.Runtime.CompilerServices;
using Gateway.Core.Limits;

namespace Gateway.Core.Keys;

/// <summary>
/// A key that is alive: the references to its policy, its window and its ledger, which outlive any number of policies and table swaps. The
/// administration writes the policy under its one lock; admissions and settlements only count. Thread-safe.
/// </summary>
public sealed class ApiKey
{
    private readonly ulong _idHead;
    private readonly long _createdAt;
    private KeyPolicy _policy;
    private SlidingWindow? _window;
    private KeyLedger? _ledger;
    private readonly ushort _idTail;

    /// <summary>A key that has not been used yet.</summary>
    /// <param name="id">12 base62 characters.</param>
    /// <param name="policy">Its first policy.</param>
    /// <param name="createdAt">UTC ticks.</param>
    /// <exception cref="FormatException"><paramref name="id"/> is not a public id.</exception>
    public ApiKey(string id, KeyPolicy policy, long createdAt)
    {
        var parsed = KeyId.Parse(id);
        _idHead = parsed.Head;
        _idTail = parsed.Tail;
        _policy = policy;
        _createdAt = createdAt;
    }

    /// <summary>The public id; equal on every call, but made anew.</summary>
    public string Id => PublicId.ToString();

    /// <summary>The public id as a value.</summary>
    public KeyId PublicId => new(_idHead, _idTail);

    /// <summary>When it was made, UTC ticks.</summary>
    public long CreatedAt => _createdAt;

    /// <summary>The policy in force (an acquiring read). Read it once and decide everything by that.</summary>
    public KeyPolicy Policy => Volatile.Read(ref _policy);

    /// <summary>The window, as a reference for <see cref="WindowReference"/>.</summary>
    internal ref SlidingWindow? Window => ref _window;

    /// <summary>The ledger; null before first use.</summary>
    internal KeyLedger? Ledger => Volatile.Read(ref _ledger);

    /// <summary>
    /// Puts a policy in force: every request that reads the policy after this returns is decided by it. Counters, holds and the last minute carry on.
    /// A full fence, so that the change is visible before its answer is sent. Under the administration's lock.
    /// </summary>
    /// <exception cref="ArgumentException">The policy is not newer than the one in force.</exception>
    public void Replace(KeyPolicy policy)
    {
        if (policy.Version <= Policy.Version)
            throw new ArgumentException($"Version {policy.Version} does not follow {Policy.Version}.", nameof(policy));
        Interlocked.Exchange(ref _policy, policy);
    }

    /// <summary>Starts the period's cost and tokens anew. Requests admitted before count in what was. Under the administration's lock.</summary>
    /// <param name="wall">UTC ticks.</param>
    public void ResetUsage(long wall) => Ledger?.Reset(this, wall);

    /// <summary>Lets go what an idle key need not keep: a window that is empty, the books of a period that is over. Any thread, at any time.</summary>
    /// <param name="now">Both clocks.</param>
    /// <param name="mark">From <see cref="SlidingWindow.Retired"/> with the same monotonic time; one for a whole sweep.</param>
    /// <returns>Whether anything went.</returns>
    public bool RetireIdle(TimeReading now, SlidingWindow mark) =>
        WindowReference.TryRetire(ref _window, mark) | (Ledger?.TryRetirePeriod(Policy, now.Wall) ?? false);

    /// <summary>What the key has used, is using and may still use.</summary>
    public KeyUsage Usage(TimeReading now) => KeyUsage.Of(this, now);

    /// <summary>The key's state in one word.</summary>
    public KeyStatus StatusAt(TimeReading now) => KeyUsage.StatusOf(this, now);

    /// <summary>The ledger, made now if it is not there yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal KeyLedger OpenLedger() => Volatile.Read(ref _ledger) ?? FirstUse();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private KeyLedger FirstUse()
    {
        KeyLedger ledger = new();
        return Interlocked.CompareExchange(ref _ledger, ledger, null) ?? ledger;
    }
}
