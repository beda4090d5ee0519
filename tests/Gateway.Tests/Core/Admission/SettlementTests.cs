using Gateway.Core;
using Gateway.Core.Admission;
using Gateway.Core.Keys;
using Gateway.Core.Prices;
using Gateway.Interleavings.Keys;
using Xunit;

namespace Gateway.Tests.Core.Admission;

public sealed class SettlementTests
{
    private static readonly TimeReading Now = new(1_000, 1_000);
    private static readonly ModelPrice Price = new(new(1_000, 2_000, 100, 1_250));

    [Fact]
    public void A_charge_takes_the_holds_place_and_counts_everything_once()
    {
        var key = TestKey.Create(TestKey.Record with { CostLimitNano = 10_000 });
        Reservation reservation = default;
        Asked.Admit(key, 500, 700, Now, ref reservation);
        var held = key.Usage(Now);
        Assert.Equal((500, 700, 1, Now.Wall), (held.HeldTokens, held.HeldCostNano, held.InFlight, held.LastUsedAt));
        Assert.True(Charge.TryOf(new(100, 50, 40, 10), Price, out var charge));
        Assert.Equal(SettlementOutcome.Settled, reservation.Charge(charge));
        Assert.Equal(1, reservation.Ticket);
        var usage = key.Usage(Now);
        Assert.Equal((0, 0, 1), (usage.HeldTokens, usage.HeldCostNano, usage.InFlight));
        Assert.Equal(new(1, 0, 100, 40, 10, 50, 150, charge.CostNano, 0, 0), usage.PeriodTotals);
        Assert.Equal(usage.PeriodTotals, usage.Lifetime);
        reservation.Release();
        Assert.Equal(0, key.Usage(Now).InFlight);
    }

    [Fact]
    public void Whatever_is_called_again_and_in_whatever_order_only_the_first_counts()
    {
        Action<Box>[] calls =
        [
            static box => box.Reservation.Charge(Asked.Charge(3, 4)),
            static box => box.Reservation.Cancel(),
            static box => box.Reservation.Release(),
        ];
        for (var order = 0; order < 81; order++)
        {
            var key = TestKey.Create(TestKey.Record with { TokenLimit = 1_000 });
            Box box = new();
            Asked.Admit(key, 10, 20, Now, ref box.Reservation);
            int[] made = [order % 3, order / 3 % 3, order / 9 % 3, order / 27 % 3];
            foreach (var call in made)
                calls[call](box);
            calls[2](box);
            var usage = key.Usage(Now);
            Assert.Equal((0, 0, 0), (usage.InFlight, usage.HeldTokens, usage.HeldCostNano));
            var charged = made[0] == 0 ? (3, 4, 1) : (0, 0, 0);
            Assert.Equal(charged, (usage.Lifetime.TotalTokens, usage.PeriodTotals.CostNano, usage.Lifetime.Requests));
        }
    }

    [Fact]
    public void An_empty_reservation_settles_nothing()
    {
        Reservation reservation = default;
        Assert.Equal(SettlementOutcome.AlreadySettled, reservation.Charge(Charge.Nothing));
        Assert.Equal(SettlementOutcome.AlreadySettled, reservation.Cancel());
        reservation.Release();
    }

    [Fact]
    public void Estimates_and_unknown_prices_are_marked()
    {
        var key = TestKey.Create(TestKey.Record);
        foreach (var charge in new[] { Charge.Estimate(403, 7, Price), Charge.Estimate(400, 0, null), Of(new(5, 5), null), Of(new(5, 5), Price) })
        {
            Reservation reservation = default;
            Asked.Admit(key, 1, 1, Now, ref reservation);
            reservation.Charge(charge);
            reservation.Release();
        }

        var totals = key.Usage(Now).Lifetime;
        Assert.Equal((4, 2, 2), (totals.Requests, totals.EstimatedRequests, totals.UnpricedRequests));
        Assert.Equal((210, 17, 100 + 14 + 15), (totals.InputTokens, totals.OutputTokens, totals.CostNano));
    }

    [Fact]
    public void A_strict_key_charged_above_its_bound_is_charged_in_full_and_says_so()
    {
        var strict = TestKey.Create(TestKey.Record with { CostLimitNano = 1_000, Enforcement = Enforcement.Strict });
        Reservation reservation = default;
        Assert.Equal(RefusalReason.None, Asked.Admit(strict, 300, 100, Now, ref reservation));
        Assert.Equal(SettlementOutcome.AboveBound, reservation.Charge(Asked.Charge(1, 101)));
        Assert.Equal(101, strict.Usage(Now).PeriodTotals.CostNano);
        reservation.Release();
        Asked.Admit(strict, 300, 100, Now, ref reservation);
        Assert.Equal(SettlementOutcome.Settled, reservation.Charge(Asked.Charge(300, 100)));
        var estimating = TestKey.Create(TestKey.Record with { CostLimitNano = 1_000 });
        reservation.Release();
        Asked.Admit(estimating, 1, 1, Now, ref reservation);
        Assert.Equal(SettlementOutcome.Settled, reservation.Charge(Asked.Charge(5_000, 5_000)));
    }

    private static Charge Of(MeteredTokens used, ModelPrice? price) => Charge.TryOf(used, price, out var charge) ? charge : throw new InvalidOperationException();

    private sealed class Box
    {
        internal Reservation Reservation;
    }
}
