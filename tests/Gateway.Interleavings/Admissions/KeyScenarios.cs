using Gateway.Core;
using Gateway.Core.Admission;
using Gateway.Core.Keys;
using Gateway.Core.Limits;
using Gateway.Interleavings.Keys;

namespace Gateway.Interleavings.Admissions;

/// <summary>Whole keys that ship: everything that can be exchanged under a request's feet. An hour has 100 ticks.</summary>
public static class KeyScenarios
{
    private static readonly KeyRecord Strict = TestKey.Record with
    {
        TokenLimit = 1_000,
        Enforcement = Enforcement.Strict,
        ResetPeriod = ResetPeriod.Hourly,
    };

    public static void Two_first_requests_and_room_for_one_by_estimate()
    {
        Exchange first = new(TestKey.Create(TestKey.Record with { TokenLimit = 1 }));
        Exchange second = new(first.Key);
        Threads.Together(() => first.Admit(600, 1_000), () => second.Admit(600, 1_000));
        Claim.That(first.IsAdmitted != second.IsAdmitted, "not exactly one admitted");
        Claim.That((first.IsAdmitted ? second : first).Reason == RefusalReason.TokensHeld, "used up is said of what is only held");
        Quiet(first.Key, 1_000, first, second);
    }

    public static void Two_requests_and_one_place_in_flight()
    {
        Exchange first = new(TestKey.Create(TestKey.Record with { MaxInFlight = 1, TokenLimit = 5_000 }));
        Exchange second = new(first.Key);
        Threads.Together(() => first.Admit(600, 1_000), () => second.Admit(600, 1_000));
        Claim.That(first.IsAdmitted != second.IsAdmitted, "not exactly one admitted");
        Claim.That(first.Key.Usage(At(1_000)).HeldTokens == 600, "a refused request holds");
        Quiet(first.Key, 1_000, first, second);
    }

    public static void Two_requests_and_one_place_in_the_window()
    {
        Exchange first = new(TestKey.Create(TestKey.Record with { RequestsPerMinute = 1, TokenLimit = 5_000 }));
        Exchange second = new(first.Key);
        Threads.Together(() => first.Admit(600, 1_000), () => second.Admit(600, 1_000));
        Claim.That(first.IsAdmitted != second.IsAdmitted, "not exactly one admitted");
        var usage = first.Key.Usage(At(1_000));
        Claim.That(usage is { HeldTokens: 600, InFlight: 1, RequestsInWindow: 1 }, $"after one: {usage}");
        Quiet(first.Key, 1_000, first, second);
    }

    public static void Two_requests_that_both_see_the_period_end()
    {
        Exchange old = new(TestKey.Create(Strict)), first = new(old.Key), second = new(old.Key);
        old.Admit(600, 1_050);
        Threads.Together(() => first.Admit(600, 1_100), () => second.Admit(600, 1_100));
        Claim.That(first.IsAdmitted != second.IsAdmitted, "not exactly one admitted in the new period");
        Quiet(old.Key, 1_100, old, first, second);
    }

    public static void A_settlement_a_request_and_the_end_of_the_period()
    {
        Exchange old = new(TestKey.Create(Strict)), next = new(old.Key);
        old.Admit(600, 1_050);
        Threads.Together(() => old.Settle(500), () => next.Admit(600, 1_100));
        Claim.That(next.IsAdmitted, "refused in an empty period");
        next.Settle(400);
        var usage = old.Key.Usage(At(1_100));
        Claim.That(usage.PeriodTotals.TotalTokens == 400 && usage.Lifetime.TotalTokens == 900, $"charged 500 before and 400 after: {usage}");
        Quiet(old.Key, 1_100, old, next);
    }

    public static void A_settlement_a_request_and_a_reset()
    {
        Exchange old = new(TestKey.Create(Strict)), next = new(old.Key);
        old.Admit(300, 1_050);
        Threads.Together(() => old.Settle(300), () => next.Admit(600, 1_050), () => old.Key.ResetUsage(1_050));
        Claim.That(next.IsAdmitted, "refused with room before and after the reset");
        next.Settle(500);
        var usage = old.Key.Usage(At(1_050));
        Claim.That(usage.PeriodTotals.TotalTokens is 0 or 500 && usage.Lifetime.TotalTokens == 800, $"charged 300 and 500: {usage}");
        Quiet(old.Key, 1_050, old, next);
    }

    public static void A_reset_at_the_end_of_the_period()
    {
        Exchange old = new(TestKey.Create(Strict)), next = new(old.Key);
        old.Admit(600, 1_050);
        old.Settle(600);
        Threads.Together(() => old.Key.ResetUsage(1_099), () => next.Admit(600, 1_100));
        Claim.That(next.IsAdmitted, "refused in an empty period");
        Claim.That(old.Key.Usage(At(1_100)).Period == new PeriodBounds(1_100, 1_200), $"in {old.Key.Usage(At(1_100)).Period}");
        Quiet(old.Key, 1_100, old, next);
    }

    public static void A_changed_calendar_at_the_end_of_the_period()
    {
        Exchange old = new(TestKey.Create(Strict)), next = new(old.Key);
        old.Admit(600, 1_050);
        Threads.Together(
            () => TestKey.Change(old.Key, Strict with { ResetPeriod = ResetPeriod.Daily }, wall: 1_100),
            () => next.Admit(600, 1_100));
        Claim.That(next.IsAdmitted, "refused in an empty period");
        var period = old.Key.Usage(At(1_150)).Period;
        Claim.That(period.EndsAt == 2_000, $"ends at {period.EndsAt}");
        Claim.That(old.Key.Usage(At(1_150)).HeldTokens == 600, "the hold of the request is not in the period's books");
        Quiet(old.Key, 1_150, old, next);
    }

    public static void A_changed_rate_beside_two_requests()
    {
        var record = TestKey.Record with { RequestsPerMinute = 1, TokenLimit = 5_000 };
        Exchange first = new(TestKey.Create(record)), second = new(first.Key);
        Threads.Together(
            () => first.Admit(600, 1_000),
            () => second.Admit(600, 1_000),
            () => TestKey.Change(first.Key, record with { RequestsPerMinute = 2 }));
        var admitted = (first.IsAdmitted ? 1 : 0) + (second.IsAdmitted ? 1 : 0);
        Claim.That(admitted >= 1, "none admitted");
        var usage = first.Key.Usage(At(1_000));
        Claim.That(usage.InFlight == admitted && usage.HeldTokens == 600 * admitted && usage.RequestsInWindow == admitted, $"after {admitted}: {usage}");
        Quiet(first.Key, 1_000, first, second);
    }

    public static void An_idle_sweep_beside_a_request()
    {
        Exchange old = new(TestKey.Create(Strict with { RequestsPerMinute = 1 })), next = new(old.Key);
        old.Admit(600, 1_050);
        old.Settle(600);
        old.End();
        const long Later = 1_050 + SlidingWindow.MinuteTicks;
        Threads.Together(
            () => old.Key.RetireIdle(At(Later), SlidingWindow.Retired(Later)),
            () => next.Admit(600, Later));
        Claim.That(next.IsAdmitted, $"refused: {next.Reason}");
        var usage = old.Key.Usage(At(Later));
        Claim.That(usage is { RequestsInWindow: 1, HeldTokens: 600, InFlight: 1 }, $"after one: {usage}");
        Quiet(old.Key, Later, old, next);
    }

    public static void An_observer_beside_a_settlement()
    {
        Exchange exchange = new(TestKey.Create(Strict));
        exchange.Admit(600, 1_000);
        KeyUsage seen = default;
        Threads.Together(() => exchange.Settle(500), () => seen = exchange.Key.Usage(At(1_000)));
        Claim.That(seen.HeldTokens is >= 0 and <= 600, $"{seen.HeldTokens} held");
        Claim.That(seen.Lifetime.Requests == 0 || seen.Lifetime.TotalTokens == 500, "a request is counted without its charge");
        Claim.That(seen.Lifetime.InputTokens >= 0, "negative input");
        Quiet(exchange.Key, 1_000, exchange);
    }

    private static TimeReading At(long wall) => new(wall, wall);

    /// <summary>When nothing is in flight nothing is held, and what was charged is what is used.</summary>
    private static void Quiet(ApiKey key, long wall, params Exchange[] exchanges)
    {
        var charged = 0L;
        foreach (var exchange in exchanges)
        {
            exchange.End();
            charged += exchange.Charged;
        }

        var usage = key.Usage(At(wall));
        Claim.That(usage is { InFlight: 0, HeldTokens: 0, HeldCostNano: 0 }, $"quiet, and yet {usage}");
        Claim.That(usage.Lifetime.TotalTokens == charged, $"{charged} charged, {usage.Lifetime.TotalTokens} used");
    }
}
