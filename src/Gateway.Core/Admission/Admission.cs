using System.Runtime.CompilerServices;
using Gateway.Core.Keys;
using Gateway.Core.Limits;

namespace Gateway.Core.Admission;

/// <summary>
/// Decides whether a request goes through, and takes what it may use. All or nothing: a refusal leaves every word of every limit as it was.
/// <para>
/// First a look that takes nothing, in the order in which refusals are named; then the taking, in the order in flight, tokens, cost, window,
/// each a compare-and-swap that takes nothing when it refuses, the earlier ones given back when a later one does. The window stands last
/// because what it has admitted cannot be given back. The look keeps a request that will be refused from holding, for some nanoseconds, what
/// another would have got: without it a request too big for any budget could refuse those that fit.
/// </para>
/// <para>Thread-safe, lock-free, no allocation once the key is warm.</para>
/// </summary>
public static class Admission
{
    private const int TicksPerMillisecond = 10;

    /// <summary>Admits a request or says why not.</summary>
    /// <param name="key">The key, authenticated just before.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="now">Both clocks, read immediately before, after any wait for the request's body.</param>
    /// <param name="reservation">Empty; on admission it holds what must be settled and released (<see cref="Settlement"/>).</param>
    /// <param name="detail">On refusal, when to come back.</param>
    /// <returns><see cref="RefusalReason.None"/> if it is admitted.</returns>
    /// <exception cref="InvalidOperationException"><paramref name="reservation"/> still holds something.</exception>
    public static RefusalReason TryAdmit(
        this ApiKey key, in AdmissionRequest request, TimeReading now, ref Reservation reservation, out RefusalDetail detail) =>
        TryAdmit<NoAdmissionProbe>(key, request, now, ref reservation, out detail);

    internal static RefusalReason TryAdmit<TProbe>(
        this ApiKey key, in AdmissionRequest request, TimeReading now, ref Reservation reservation, out RefusalDetail detail)
        where TProbe : struct, IAdmissionProbe
    {
        reservation.DemandEmpty();
        var ledger = key.OpenLedger();
        SlidingWindow? moved = null;
        for (; ; )
        {
            // Policy and period are read once: all limits are those of one policy.
            var policy = key.Policy;
            var reason = Eligibility.Check(policy, request, now.Wall);
            Hold hold = default;
            var isWorstCase = false;
            if (reason == RefusalReason.None && request.Route == RouteClass.Metered && !HoldArithmetic.TryOf(policy, request, out hold, out isWorstCase))
                reason = RefusalReason.CostNotBounded;
            var period = ledger.PeriodAt(key, policy, now.Wall);
            if (reason != RefusalReason.None)
                return Refuse(ledger, period, reason, wait: 0, out detail);
            Attempt attempt = new(key, policy, ledger, period.Books, hold, request.Route);
            reason = attempt.Look(now.Monotonic, moved);
            if (reason == RefusalReason.None && attempt.Moved is null)
                reason = attempt.Take<TProbe>(now.Monotonic);
            if (attempt.Moved is not null)
            {
                TProbe.StartedAgain();
                moved = attempt.Moved;
                continue;
            }

            if (reason != RefusalReason.None)
                return Refuse(ledger, period, reason, attempt.Wait, out detail);
            reservation.Take(ledger, period.Books, hold, inFlight: request.Route != RouteClass.Free, isWorstCase);
            ledger.Touch(now.Wall);
            detail = default;
            return RefusalReason.None;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static RefusalReason Refuse(KeyLedger ledger, UsagePeriod period, RefusalReason reason, long wait, out RefusalDetail detail)
    {
        period.Books.Counters.AddRefusal();
        ledger.Lifetime.AddRefusal();
        var resetAt = period.EndsAt == PeriodBounds.Never ? 0 : period.EndsAt;
        detail = reason switch
        {
            RefusalReason.CostUsedUp or RefusalReason.CostWouldNotFit => new(0, resetAt, LimitKind.Cost),
            RefusalReason.TokensUsedUp or RefusalReason.TokensWouldNotFit => new(0, resetAt, LimitKind.Tokens),
            RefusalReason.CostHeld => new(RefusalDetail.UnknownWaitMilliseconds, 0, LimitKind.Cost),
            RefusalReason.TokensHeld => new(RefusalDetail.UnknownWaitMilliseconds, 0, LimitKind.Tokens),
            RefusalReason.RateLimited => new(Math.Max(1, (int)((wait + TicksPerMillisecond - 1) / TicksPerMillisecond)), 0, LimitKind.None),
            RefusalReason.TooManyInFlight => new(RefusalDetail.UnknownWaitMilliseconds, 0, LimitKind.None),
            _ => default,
        };
        return reason;
    }
}
