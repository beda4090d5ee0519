using Gateway.Core;
using Gateway.Core.Admission;
using Gateway.Core.Keys;
using Gateway.Core.Limits;
using Gateway.Interleavings.Keys;
using Xunit;

namespace Gateway.Tests.Core.Admission;

public sealed class RefusalTests
{
    private static readonly TimeReading Now = new(1_000, 1_000);

    /// <summary>Limits with two requests of (100 tokens, 100 nano) open, and the refusal that a third of (300, 300) meets.</summary>
    public static readonly TheoryData<KeyRecord, RefusalReason> Refusing = new()
    {
        { TestKey.Record with { CostLimitNano = 200 }, RefusalReason.CostHeld },
        { TestKey.Record with { TokenLimit = 200 }, RefusalReason.TokensHeld },
        { TestKey.Record with { RequestsPerMinute = 2 }, RefusalReason.RateLimited },
        { TestKey.Record with { MaxInFlight = 2 }, RefusalReason.TooManyInFlight },
        { TestKey.Record with { CostLimitNano = 499, Enforcement = Enforcement.Strict }, RefusalReason.CostHeld },
        { TestKey.Record with { CostLimitNano = 299, Enforcement = Enforcement.Strict }, RefusalReason.CostWouldNotFit },
        { TestKey.Record with { TokenLimit = 871, Enforcement = Enforcement.Strict }, RefusalReason.TokensHeld },
        { TestKey.Record with { CostLimitNano = 200, TokenLimit = 200, RequestsPerMinute = 2, MaxInFlight = 2 }, RefusalReason.RateLimited },
    };

    [Theory]
    [MemberData(nameof(Refusing))]
    public void A_refused_request_leaves_every_word_as_it_was(KeyRecord record, RefusalReason reason)
    {
        var isStrict = record.Enforcement == Enforcement.Strict;
        var key = TestKey.Create(record with { ResetPeriod = ResetPeriod.Daily });
        Reservation first = default, second = default;
        Assert.Equal(RefusalReason.None, Asked.Admit(key, isStrict ? 286 : 100, 100, Now, ref first));
        Assert.Equal(RefusalReason.None, Asked.Admit(key, isStrict ? 286 : 100, 100, Now, ref second));
        var before = key.Usage(Now);
        var limits = RateLimitState.Of(key, Now);
        Reservation third = default;
        for (var i = 1; i <= 3; i++)
        {
            Assert.Equal(reason, Asked.Admit(key, 300, 300, new(Now.Monotonic + i, Now.Wall + i), ref third));
            Assert.False(third.IsOpen || third.IsInFlight);
        }

        var after = key.Usage(Now);
        Assert.Equal((3, 3), (after.PeriodTotals.Refused, after.Lifetime.Refused));
        Assert.Equal(before, after with { PeriodTotals = after.PeriodTotals with { Refused = 0 }, Lifetime = after.Lifetime with { Refused = 0 } });
        Assert.Equal(limits, RateLimitState.Of(key, Now));
    }

    [Fact]
    public void Refusals_for_the_keys_own_state_are_counted_too()
    {
        var key = TestKey.Create(TestKey.Record with { Enabled = false });
        Reservation reservation = default;
        Asked.Admit(key, 1, 1, Now, ref reservation);
        var usage = key.Usage(Now);
        Assert.Equal((1, 0, null), (usage.Lifetime.Refused, usage.Lifetime.Requests, usage.LastUsedAt));
    }

    [Fact]
    public void A_reservation_that_still_holds_something_is_not_used_again()
    {
        var key = TestKey.Create(TestKey.Record);
        Reservation reservation = default;
        Asked.Admit(key, 1, 1, Now, ref reservation);
        Assert.Throws<InvalidOperationException>(() => Asked.Admit(key, 1, 1, Now, ref reservation));
        reservation.Charge(Charge.Nothing);
        Assert.Throws<InvalidOperationException>(() => Asked.Admit(key, 1, 1, Now, ref reservation));
        reservation.Release();
        Assert.Equal(RefusalReason.None, Asked.Admit(key, 1, 1, Now, ref reservation));
    }
}
