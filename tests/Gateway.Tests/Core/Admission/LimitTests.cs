using Gateway.Core;
using Gateway.Core.Admission;
using Gateway.Core.Keys;
using Gateway.Core.Limits;
using Gateway.Interleavings.Keys;
using Xunit;

namespace Gateway.Tests.Core.Admission;

/// <summary>Each limit by itself, which one is named when several refuse, and what a refused client is told.</summary>
public sealed class LimitTests
{
    private static readonly TimeReading Now = new(1_000, 1_050);

    [Fact]
    public void An_estimating_key_admits_as_long_as_anything_is_left()
    {
        var key = TestKey.Create(TestKey.Record with { TokenLimit = 100, ResetPeriod = ResetPeriod.Hourly });
        Reservation first = default, second = default;
        Assert.Equal(RefusalReason.None, Asked.Admit(key, 99, 0, Now, ref first));
        Assert.Equal(RefusalReason.None, Asked.Admit(key, 5_000, 0, Now, ref second));
        Reservation third = default;
        Assert.Equal(RefusalReason.TokensHeld, Asked.Admit(key, 1, 0, Now, ref third, out var detail));
        Assert.Equal(new RefusalDetail(1000, 0, LimitKind.Tokens), detail);
        Assert.Equal(1, detail.RetryAfterSeconds);
        first.Charge(Asked.Charge(100, 0));
        Assert.Equal(RefusalReason.TokensUsedUp, Asked.Admit(key, 1, 0, Now, ref third, out detail));
        Assert.Equal(new RefusalDetail(0, 1_100, LimitKind.Tokens), detail);
        Assert.Equal(0, detail.RetryAfterSeconds);
    }

    [Fact]
    public void A_strict_key_admits_what_fits_in_the_worst_case()
    {
        var key = TestKey.Create(TestKey.Record with { CostLimitNano = 100, Enforcement = Enforcement.Strict });
        Reservation first = default, second = default;
        Assert.Equal(RefusalReason.CostWouldNotFit, Asked.Admit(key, 300, 101, Now, ref first, out var detail));
        Assert.Equal(new RefusalDetail(0, 0, LimitKind.Cost), detail);
        Assert.Equal(RefusalReason.None, Asked.Admit(key, 300, 60, Now, ref first));
        Assert.Equal(RefusalReason.CostHeld, Asked.Admit(key, 300, 41, Now, ref second));
        Assert.Equal(RefusalReason.None, Asked.Admit(key, 300, 40, Now, ref second));
        first.Charge(Asked.Charge(1, 60));
        second.Charge(Asked.Charge(1, 40));
        Reservation third = default;
        Assert.Equal(RefusalReason.CostUsedUp, Asked.Admit(key, 300, 1, Now, ref third));
    }

    [Fact]
    public void Requests_per_minute_refuse_with_the_true_wait()
    {
        var key = TestKey.Create(TestKey.Record with { RequestsPerMinute = 1 });
        Reservation first = default, second = default;
        Assert.Equal(RefusalReason.None, Asked.Admit(key, 1, 1, Now, ref first));
        Assert.Equal(RefusalReason.RateLimited, Asked.Admit(key, 1, 1, new(1_000 + 300_000, 1), ref second, out var detail));
        Assert.Equal(30_001, detail.RetryAfterMilliseconds);
        Assert.Equal(31, detail.RetryAfterSeconds);
        Assert.Equal(RefusalReason.RateLimited, Asked.Admit(key, 1, 1, Now, ref second, out detail));
        Assert.Equal(60, detail.RetryAfterSeconds);
        Assert.Equal(RefusalReason.None, Asked.Admit(key, 1, 1, new(1_000 + SlidingWindow.MinuteTicks, 1), ref second));
    }

    [Fact]
    public void No_more_are_in_flight_than_allowed_until_one_is_released()
    {
        var key = TestKey.Create(TestKey.Record with { MaxInFlight = 2 });
        Reservation first = default, second = default, third = default;
        Assert.Equal(RefusalReason.None, Asked.Admit(key, 1, 1, Now, ref first));
        Assert.Equal(RefusalReason.None, Asked.Admit(key, 1, 1, Now, ref second));
        Assert.Equal(RefusalReason.TooManyInFlight, Asked.Admit(key, 1, 1, Now, ref third, out var detail));
        Assert.Equal(1000, detail.RetryAfterMilliseconds);
        first.Charge(Asked.Charge(1, 1));
        Assert.Equal(RefusalReason.TooManyInFlight, Asked.Admit(key, 1, 1, Now, ref third));
        first.Release();
        Assert.Equal(RefusalReason.None, Asked.Admit(key, 1, 1, Now, ref third));
    }

    [Fact]
    public void The_longest_cure_is_named_first()
    {
        var record = TestKey.Record with { CostLimitNano = 10, TokenLimit = 10, RequestsPerMinute = 1, MaxInFlight = 1, ResetPeriod = ResetPeriod.Hourly };
        var key = TestKey.Create(record);
        Reservation open = default, next = default;
        Assert.Equal(RefusalReason.None, Asked.Admit(key, 10, 10, Now, ref open));
        Assert.Equal(RefusalReason.RateLimited, Asked.Admit(key, 1, 1, Now, ref next));
        TestKey.Change(key, record with { RequestsPerMinute = null });
        Assert.Equal(RefusalReason.TooManyInFlight, Asked.Admit(key, 1, 1, Now, ref next));
        TestKey.Change(key, record with { RequestsPerMinute = null, MaxInFlight = null });
        Assert.Equal(RefusalReason.CostHeld, Asked.Admit(key, 1, 1, Now, ref next));
        TestKey.Change(key, record with { RequestsPerMinute = null, MaxInFlight = null, CostLimitNano = 11 });
        Assert.Equal(RefusalReason.TokensHeld, Asked.Admit(key, 1, 1, Now, ref next));
        TestKey.Change(key, record);
        open.Charge(Asked.Charge(0, 10));
        Assert.Equal(RefusalReason.CostUsedUp, Asked.Admit(key, 1, 1, Now, ref next));
        TestKey.Change(key, record with { CostLimitNano = null, TokenLimit = 0 });
        Assert.Equal(RefusalReason.TokensUsedUp, Asked.Admit(key, 1, 1, Now, ref next));
    }

    [Fact]
    public void A_legacy_key_is_metered_and_never_limited()
    {
        var key = TestKey.Create(TestKey.Record with { Kind = KeyKind.Legacy });
        for (var i = 0; i < 100; i++)
        {
            Reservation reservation = default;
            Assert.Equal(RefusalReason.None, Asked.Admit(key, 1 << 30, 900_000_000_000, Now, ref reservation));
            reservation.Charge(Asked.Charge(1 << 30, 900_000_000_000));
        }

        var usage = key.Usage(Now);
        Assert.Equal((100, 100L << 30, 90_000_000_000_000), (usage.InFlight, usage.Lifetime.TotalTokens, usage.PeriodTotals.CostNano));
    }

    [Fact]
    public void Limits_of_nothing_admit_nothing()
    {
        Reservation reservation = default;
        var key = TestKey.Create(TestKey.Record with { TokenLimit = 0 });
        Assert.Equal(KeyStatus.Exhausted, key.StatusAt(Now));
        Assert.Equal(RefusalReason.TokensUsedUp, Asked.Admit(key, 0, 0, Now, ref reservation));
        Assert.Equal(KeyStatus.Exhausted, key.StatusAt(Now));
    }
}
