using System.Runtime.InteropServices;
using Gateway.Core.Limits;

namespace Gateway.Core.Keys;

/// <summary>
/// What a key has once it has been used: requests in flight, the counters of its life, the reference to the period in force. Apart from
/// <see cref="ApiKey"/>, so that a million unused keys do not pay for it. The settled requests of its life are its ticket: incremented after
/// all that a settlement counts.
/// </summary>
internal sealed class KeyLedger
{
    private UsagePeriod _period = UsagePeriod.None;
    private Words _words;

    internal ref int InFlight => ref _words.InFlight;

    internal ref UsageCounters Lifetime => ref _words.Lifetime;

    /// <summary>UTC ticks; 0 before the first admission.</summary>
    internal long LastUsedAt => Volatile.Read(ref _words.LastUsedAt);

    /// <summary>The period as it stands; it may be over.</summary>
    internal UsagePeriod LastPeriod => Volatile.Read(ref _period);

    /// <summary>The period in force. Whoever first sees that it is over, or that its calendar changed, exchanges it.</summary>
    internal UsagePeriod PeriodAt(ApiKey key, KeyPolicy policy, long wall)
    {
        var period = Volatile.Read(ref _period);
        return period.IsInForce(policy, wall) ? period : RollOver(key, wall);
    }

    /// <summary>Empties the books of the period in force; requests admitted before count in the old ones. Under the administration's lock.</summary>
    internal UsagePeriod Reset(ApiKey key, long wall)
    {
        var before = PeriodAt(key, key.Policy, wall);
        for (var period = before; ;)
        {
            var seen = Interlocked.CompareExchange(ref _period, period.Reset(), period);
            if (seen == period)
                return LastPeriod;

            // A roll-over has just emptied it; or only its end was moved, and the books are still to be emptied.
            if (seen.Generation != before.Generation)
                return seen;
            period = seen;
        }
    }

    /// <summary>Lets the books of a period that is over go. A thread that still holds them settles into them unseen, as after any roll-over.</summary>
    internal bool TryRetirePeriod(KeyPolicy policy, long wall)
    {
        var period = LastPeriod;
        return period.EndsAt != long.MinValue
            && period.ResetVersion >= policy.ResetVersion
            && wall >= period.EndsAt
            && Interlocked.CompareExchange(ref _period, period.Retired(), period) == period;
    }

    /// <summary>Notes an admission's time. Not exact among threads within a few ns: it is shown, not decided by.</summary>
    internal void Touch(long wall)
    {
        if (wall > Volatile.Read(ref _words.LastUsedAt))
            Volatile.Write(ref _words.LastUsedAt, wall);
    }

    private UsagePeriod RollOver(ApiKey key, long wall)
    {
        for (; ; )
        {
            // The policy after the period: never older than the one whose calendar set the period's end.
            var period = Volatile.Read(ref _period);
            var policy = key.Policy;
            if (period.IsInForce(policy, wall))
                return period;
            Interlocked.CompareExchange(ref _period, period.Following(policy, wall), period);
        }
    }

    [StructLayout(LayoutKind.Explicit, Size = Padding + (14 * sizeof(long)) + Padding)]
    private struct Words
    {
        /// <summary>A cache line, less the object's own header and reference.</summary>
        private const int Padding = 48;

        [FieldOffset(Padding)]
        internal int InFlight;

        [FieldOffset(Padding + 8)]
        internal long LastUsedAt;

        [FieldOffset(Padding + 16)]
        internal UsageCounters Lifetime;
    }
}
