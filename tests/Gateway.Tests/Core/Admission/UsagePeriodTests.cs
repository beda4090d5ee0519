using Gateway.Core;
using Gateway.Core.Admission;
using Gateway.Core.Keys;
using Gateway.Core.Limits;
using Gateway.Interleavings.Keys;
using Xunit;

namespace Gateway.Tests.Core.Admission;

/// <summary>An hour has 100 ticks here and starts at each full hundred, a day has 1,000.</summary>
public sealed class UsagePeriodTests
{
    private static readonly KeyRecord Hourly = TestKey.Record with { TokenLimit = 100, CostLimitNano = 100, ResetPeriod = ResetPeriod.Hourly };

    [Fact]
    public void A_new_period_starts_at_its_instant_with_everything_free_but_what_is_in_flight()
    {
        var key = TestKey.Create(Hourly with { MaxInFlight = 1 });
        Reservation first = default, second = default;
        Assert.Equal(RefusalReason.None, Ask(key, 100, 1_050, ref first));
        first.Charge(Asked.Charge(100, 7));
        Assert.Equal(RefusalReason.TokensUsedUp, Ask(key, 1, 1_099, ref second));
        Assert.Equal(RefusalReason.TooManyInFlight, Ask(key, 1, 1_100, ref second));
        first.Release();
        Assert.Equal(RefusalReason.None, Ask(key, 1, 1_100, ref second));
        var usage = key.Usage(At(1_100));
        Assert.Equal((new PeriodBounds(1_100, 1_200), 0L, 1L), (usage.Period, usage.PeriodTotals.TotalTokens, usage.HeldTokens));
        Assert.Equal((100, 7, 1), (usage.Lifetime.TotalTokens, usage.Lifetime.CostNano, usage.Lifetime.Requests));
    }

    [Fact]
    public void What_was_admitted_in_a_period_is_settled_in_it()
    {
        var key = TestKey.Create(Hourly);
        Reservation old = default, recent = default;
        Ask(key, 50, 1_050, ref old);
        Ask(key, 10, 1_150, ref recent);
        old.Charge(Asked.Charge(60, 6));
        var usage = key.Usage(At(1_150));
        Assert.Equal((0, 10, 60), (usage.PeriodTotals.TotalTokens, usage.HeldTokens, usage.Lifetime.TotalTokens));
        recent.Cancel();
        Assert.Equal(0, key.Usage(At(1_150)).HeldTokens);
    }

    [Fact]
    public void A_clock_set_back_stays_in_its_period()
    {
        var key = TestKey.Create(Hourly);
        Reservation reservation = default;
        Ask(key, 1, 1_150, ref reservation);
        reservation.Charge(Asked.Charge(100, 100));
        reservation.Release();
        Assert.Equal(RefusalReason.CostUsedUp, Ask(key, 1, 1_020, ref reservation));
        Assert.Equal(new PeriodBounds(1_100, 1_200), key.Usage(At(1_020)).Period);
        Assert.Equal(RefusalReason.None, Ask(key, 1, 1_200, ref reservation));
    }

    [Fact]
    public void A_key_that_slept_through_periods_wakes_in_the_one_of_now()
    {
        var key = TestKey.Create(Hourly);
        Reservation reservation = default;
        Ask(key, 1, 1_050, ref reservation);
        Assert.Equal(new PeriodBounds(9_900, 10_000), key.Usage(At(9_999)).Period);
    }

    [Fact]
    public void A_reset_empties_the_books_and_what_is_in_flight_counts_in_the_old_ones()
    {
        var key = TestKey.Create(Hourly);
        Reservation open = default, other = default;
        Ask(key, 40, 1_050, ref open);
        Ask(key, 10, 1_050, ref other);
        other.Charge(Asked.Charge(100, 100));
        other.Release();
        key.ResetUsage(1_060);
        var usage = key.Usage(At(1_060));
        Assert.Equal((new PeriodBounds(1_000, 1_100), 0L, 0L, 1), (usage.Period, usage.PeriodTotals.TotalTokens, usage.HeldTokens, usage.InFlight));
        Assert.Equal(100, usage.Lifetime.TotalTokens);
        open.Charge(Asked.Charge(70, 70));
        usage = key.Usage(At(1_060));
        Assert.Equal((0, 170), (usage.PeriodTotals.TotalTokens, usage.Lifetime.TotalTokens));
        Assert.Equal(RefusalReason.None, Ask(key, 1, 1_060, ref other));
    }

    [Fact]
    public void A_key_that_was_never_used_can_be_reset_and_shown()
    {
        var key = TestKey.Create(Hourly);
        key.ResetUsage(1_000);
        var usage = key.Usage(At(1_234));
        Assert.Equal((0, 0, null, new PeriodBounds(1_200, 1_300)), (usage.RequestsInWindow, usage.InFlight, usage.LastUsedAt, usage.Period));
        Assert.Equal(default, usage.Lifetime);
        Assert.Equal(KeyStatus.Active, key.StatusAt(At(1_234)));
    }

    [Fact]
    public void Without_a_reset_period_usage_stays_until_it_is_reset_by_hand()
    {
        var key = TestKey.Create(Hourly with { ResetPeriod = ResetPeriod.None, CreatedAt = 77 });
        Reservation reservation = default;
        Ask(key, 1, 1_000, ref reservation);
        reservation.Charge(Asked.Charge(100, 0));
        reservation.Release();
        Assert.Equal(RefusalReason.TokensUsedUp, Ask(key, 1, long.MaxValue - 1, ref reservation));
        Assert.Equal(new PeriodBounds(77, PeriodBounds.Never), key.Usage(At(2_000)).Period);
        Assert.Equal(KeyStatus.Exhausted, key.StatusAt(At(2_000)));
        key.ResetUsage(2_000);
        Assert.Equal(KeyStatus.Active, key.StatusAt(At(2_000)));
        Assert.Equal(RefusalReason.None, Ask(key, 1, 2_000, ref reservation));
    }

    [Fact]
    public void A_changed_period_keeps_the_usage_and_moves_only_the_end()
    {
        var key = TestKey.Create(Hourly);
        Reservation reservation = default;
        Ask(key, 1, 1_050, ref reservation);
        reservation.Charge(Asked.Charge(60, 0));
        reservation.Release();
        TestKey.Change(key, Hourly with { ResetPeriod = ResetPeriod.Daily }, wall: 1_060);
        Assert.Equal((new PeriodBounds(1_000, 2_000), 60L), Shown(key, 1_150));
        TestKey.Change(key, Hourly with { ResetPeriod = ResetPeriod.None }, wall: 1_170);
        Assert.Equal((new PeriodBounds(1_000, PeriodBounds.Never), 60L), Shown(key, 5_000));
        TestKey.Change(key, Hourly with { TimeZone = "Asia/Kolkata" }, wall: 5_020);
        Assert.Equal((new PeriodBounds(1_000, 5_050), 60L), Shown(key, 5_049));
        Assert.Equal((new PeriodBounds(5_050, 5_150), 0L), Shown(key, 5_050));
    }

    [Fact]
    public void A_changed_period_first_met_after_its_new_end_is_over()
    {
        var key = TestKey.Create(Hourly with { ResetPeriod = ResetPeriod.Daily });
        Reservation reservation = default;
        Ask(key, 1, 1_050, ref reservation);
        reservation.Charge(Asked.Charge(60, 0));
        TestKey.Change(key, Hourly, wall: 1_060);
        Assert.Equal((new PeriodBounds(1_500, 1_600), 0L), Shown(key, 1_520));
    }

    [Fact]
    public void A_period_that_was_over_when_its_calendar_changed_is_not_prolonged()
    {
        var key = TestKey.Create(Hourly);
        Reservation reservation = default;
        Ask(key, 1, 1_050, ref reservation);
        reservation.Charge(Asked.Charge(60, 0));
        TestKey.Change(key, Hourly with { ResetPeriod = ResetPeriod.Daily }, wall: 1_300);
        Assert.Equal((new PeriodBounds(1_000, 2_000), 0L), Shown(key, 1_310));
    }

    [Fact]
    public void An_idle_key_lets_its_window_and_its_books_go_and_forgets_nothing_that_counts()
    {
        var key = TestKey.Create(Hourly with { RequestsPerMinute = 5 });
        Reservation open = default;
        Ask(key, 10, 1_050, ref open);
        Assert.False(key.RetireIdle(At(1_060), SlidingWindow.Retired(1_060)));
        const long Later = 1_050 + SlidingWindow.MinuteTicks;
        Assert.True(key.RetireIdle(At(Later), SlidingWindow.Retired(Later)));
        Assert.False(key.RetireIdle(At(Later), SlidingWindow.Retired(Later)));
        open.Charge(Asked.Charge(5, 5));
        open.Release();
        var usage = key.Usage(At(Later));
        Assert.Equal((0, 0, 0, 5), (usage.RequestsInWindow, usage.InFlight, usage.PeriodTotals.TotalTokens, usage.Lifetime.TotalTokens));
        Assert.Equal(RefusalReason.None, Ask(key, 10, Later, ref open));
        Assert.Equal(1, key.Usage(At(Later)).RequestsInWindow);
    }

    [Fact]
    public void A_retired_key_does_not_get_an_older_period_back_when_the_clock_is_set_back()
    {
        var key = TestKey.Create(Hourly);
        Reservation reservation = default;
        Ask(key, 10, 1_050, ref reservation);
        reservation.Charge(Asked.Charge(100, 100));
        Assert.True(key.RetireIdle(At(1_200), SlidingWindow.Retired(1_200)));
        Assert.Equal((new PeriodBounds(1_100, 1_200), 0L), Shown(key, 1_020));
    }

    [Fact]
    public void A_calendar_that_does_not_contain_the_instant_is_an_error_and_no_endless_loop()
    {
        var record = TestKey.Record with { ResetPeriod = ResetPeriod.Daily };
        ApiKey key = new(record.Id, new(record, new StoppedCalendar(), new SharedParts()), 1);
        Reservation reservation = default;
        Assert.Throws<InvalidOperationException>(() => Asked.Admit(key, 1, 1, At(1_000), ref reservation));
    }

    private static TimeReading At(long wall) => new(wall, wall);

    private static RefusalReason Ask(ApiKey key, long amount, long wall, ref Reservation reservation) =>
        Asked.Admit(key, amount, amount, new(Math.Min(wall, 1L << 40), wall), ref reservation);

    private static (PeriodBounds Bounds, long Used) Shown(ApiKey key, long wall)
    {
        var usage = key.Usage(At(wall));
        return (usage.Period, usage.PeriodTotals.TotalTokens);
    }

    private sealed class StoppedCalendar : IResetCalendar
    {
        public ResetPeriod Period => ResetPeriod.Daily;

        public string TimeZone => "UTC";

        public PeriodBounds Containing(long wall) => new(0, 10);
    }
}
