using Gateway.Core;
using Gateway.Core.Admission;
using Gateway.Core.Keys;
using Gateway.Interleavings.Keys;

namespace Gateway.Interleavings.Admissions;

/// <summary>A key that ships. Its holds are at least <see cref="Asked.Scaffold"/> tokens.</summary>
internal sealed class ProductionBooks(long tokenLimit, long costLimit) : IBooks
{
    private static readonly TimeReading Now = new(1_000, 1_000);

    private readonly ApiKey _key = TestKey.Create(
        TestKey.Record with { TokenLimit = tokenLimit, CostLimitNano = costLimit, Enforcement = Enforcement.Strict });

    public IHold? TryTake(long tokens, long cost)
    {
        Taken taken = new();
        return Asked.Admit(_key, tokens, cost, Now, ref taken.Reservation) == RefusalReason.None ? taken : null;
    }

    public long HeldTokens() => _key.Usage(Now).HeldTokens;

    public long CommittedTokens()
    {
        var usage = _key.Usage(Now);
        return usage.PeriodTotals.TotalTokens + usage.HeldTokens;
    }

    private sealed class Taken : IHold
    {
        internal Reservation Reservation;

        public void Settle(long tokens, long cost)
        {
            Reservation.Charge(Asked.Charge(tokens, cost));
            Reservation.Release();
        }
    }
}
