using Gateway.Core;
using Gateway.Core.Admission;
using Gateway.Core.Keys;
using Gateway.Core.Limits;
using Gateway.Interleavings.Keys;
using Xunit;

namespace Gateway.Tests.Core.Admission;

public sealed class ChangingLimitsTests
{
    private static readonly TimeReading Now = new(1_000, 1_000);

    [Fact]
    public void A_limit_added_later_counts_what_this_period_used_and_what_is_held()
    {
        var key = TestKey.Create(TestKey.Record);
        Reservation charged = default, open = default, next = default;
        Asked.Admit(key, 1, 1, Now, ref charged);
        charged.Charge(Asked.Charge(60, 60));
        Asked.Admit(key, 40, 40, Now, ref open);
        TestKey.Change(key, TestKey.Record with { TokenLimit = 100 });
        Assert.Equal(RefusalReason.TokensHeld, Asked.Admit(key, 1, 1, Now, ref next));
        TestKey.Change(key, TestKey.Record with { TokenLimit = 60 });
        Assert.Equal(RefusalReason.TokensUsedUp, Asked.Admit(key, 1, 1, Now, ref next));
        TestKey.Change(key, TestKey.Record with { CostLimitNano = 101 });
        Assert.Equal(RefusalReason.None, Asked.Admit(key, 1, 1, Now, ref next));
    }

    [Fact]
    public void A_lowered_limit_lets_requests_in_flight_keep_their_holds()
    {
        var key = TestKey.Create(TestKey.Record with { CostLimitNano = 1_000, Enforcement = Enforcement.Strict });
        Reservation open = default, next = default;
        Asked.Admit(key, 300, 900, Now, ref open);
        TestKey.Change(key, TestKey.Record with { CostLimitNano = 100, Enforcement = Enforcement.Strict });
        Assert.Equal(RefusalReason.CostHeld, Asked.Admit(key, 300, 50, Now, ref next));
        Assert.Equal(SettlementOutcome.Settled, open.Charge(Asked.Charge(10, 900)));
        Assert.Equal(RefusalReason.CostUsedUp, Asked.Admit(key, 300, 50, Now, ref next));
    }

    [Fact]
    public void Turned_strict_in_mid_flight_the_next_request_must_fit()
    {
        var key = TestKey.Create(TestKey.Record with { TokenLimit = 1_000 });
        Reservation open = default, next = default;
        Asked.Admit(key, 900, 1, Now, ref open);
        TestKey.Change(key, TestKey.Record with { TokenLimit = 1_000, Enforcement = Enforcement.Strict });
        Assert.Equal(RefusalReason.TokensHeld, Asked.Admit(key, 300, 1, Now, ref next));
        open.Charge(Asked.Charge(5_000, 1));
        Assert.Equal(RefusalReason.TokensUsedUp, Asked.Admit(key, 300, 1, Now, ref next));
    }

    [Fact]
    public void A_changed_rate_carries_the_last_minute_over()
    {
        var record = TestKey.Record with { RequestsPerMinute = 5 };
        var key = TestKey.Create(record);
        Reservation reservation = default;
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(RefusalReason.None, Asked.Admit(key, 1, 1, Now, ref reservation));
            reservation.Release();
        }

        TestKey.Change(key, record with { RequestsPerMinute = 2 });
        Assert.Equal(RefusalReason.RateLimited, Asked.Admit(key, 1, 1, Now, ref reservation));
        TestKey.Change(key, record with { RequestsPerMinute = 5 });
        Assert.Equal(RefusalReason.None, Asked.Admit(key, 1, 1, Now, ref reservation));
        reservation.Release();
        Assert.Equal(RefusalReason.RateLimited, Asked.Admit(key, 1, 1, Now, ref reservation));
        TestKey.Change(key, record with { RequestsPerMinute = null });
        Assert.Equal(RefusalReason.None, Asked.Admit(key, 1, 1, Now, ref reservation));
    }

    [Fact]
    public void Headers_say_what_remains()
    {
        var record = TestKey.Record with { RequestsPerMinute = 3, TokenLimit = 100, ResetPeriod = ResetPeriod.Hourly };
        var key = TestKey.Create(record);
        Assert.Equal((3, 3, 0), Requests(RateLimitState.Of(key, Now)));
        Reservation reservation = default;
        Asked.Admit(key, 40, 1, Now, ref reservation);
        var state = RateLimitState.Of(key, new(1_000 + 10_000, 1_000));
        Assert.Equal((3, 2, 59_001), Requests(state));
        Assert.Equal((true, 100, 60, 1), (state.LimitsTokens, state.TokenLimit, state.TokensRemaining, state.TokensResetMilliseconds));
        reservation.Charge(Asked.Charge(500, 1));
        Assert.Equal(0, RateLimitState.Of(key, Now).TokensRemaining);
        TestKey.Change(key, record with { TokenLimit = 1_000, ResetPeriod = ResetPeriod.None, RequestsPerMinute = null });
        state = RateLimitState.Of(key, Now);
        Assert.Equal((0, -1L, 500L), (state.RequestLimit, state.TokensResetMilliseconds, state.TokensRemaining));
        TestKey.Change(key, TestKey.Record);
        Assert.Equal(default, RateLimitState.Of(key, Now));
    }

    private static (int, int, int) Requests(RateLimitState state) => (state.RequestLimit, state.RequestsRemaining, state.RequestsResetMilliseconds);
}
