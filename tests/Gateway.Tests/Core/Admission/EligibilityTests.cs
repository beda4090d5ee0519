using Gateway.Core.Admission;
using Gateway.Core.Keys;
using Gateway.Core.Prices;
using Gateway.Interleavings.Keys;
using Xunit;

namespace Gateway.Tests.Core.Admission;

public sealed class EligibilityTests
{
    private static readonly ModelPrice Priced = new(new(1_000, 1_000), contextWindow: 1000);

    // A key that refuses for every reason at once; each case takes the first one away.
    private static readonly KeyRecord Worst = TestKey.Record with
    {
        Enabled = false,
        ExpiresAt = 10,
        AllowedModels = ["gpt-*"],
        CostLimitNano = 0,
        TokenLimit = 0,
        Enforcement = Enforcement.Strict,
        RequestsPerMinute = 1,
        MaxInFlight = 1,
    };

    [Fact]
    public void The_first_reason_in_order_is_named()
    {
        var record = Worst;
        Assert.Equal(RefusalReason.Disabled, Ask(record, "claude", null));
        record = record with { Enabled = true };
        Assert.Equal(RefusalReason.Expired, Ask(record, "claude", null));
        record = record with { ExpiresAt = 101 };
        Assert.Equal(RefusalReason.ModelNotAllowed, Ask(record, "claude", null));
        Assert.Equal(RefusalReason.ModelNotPriced, Ask(record, "gpt-4o", null));
        Assert.Equal(RefusalReason.CostNotBounded, Ask(record, "gpt-4o", Priced, unbounded: true));
        Assert.Equal(RefusalReason.CostUsedUp, Ask(record, "gpt-4o", Priced));
        record = record with { CostLimitNano = 10 };
        Assert.Equal(RefusalReason.CostWouldNotFit, Ask(record, "gpt-4o", Priced));
        record = record with { CostLimitNano = null };
        Assert.Equal(RefusalReason.TokensUsedUp, Ask(record, "gpt-4o", Priced));
        record = record with { TokenLimit = 10 };
        Assert.Equal(RefusalReason.TokensWouldNotFit, Ask(record, "gpt-4o", Priced));
        record = record with { TokenLimit = 100_000 };
        Assert.Equal(RefusalReason.None, Ask(record, "gpt-4o", Priced));
    }

    [Fact]
    public void A_key_expires_at_its_instant_and_not_before()
    {
        Assert.Equal(RefusalReason.None, Ask(TestKey.Record with { ExpiresAt = 101 }, "m", null));
        Assert.Equal(RefusalReason.Expired, Ask(TestKey.Record with { ExpiresAt = 100 }, "m", null));
    }

    [Fact]
    public void A_deleted_key_admits_nothing() => Assert.Equal(RefusalReason.Disabled, Ask(TestKey.Record with { Deleted = true }, "m", null));

    [Fact]
    public void A_metered_request_must_name_a_model_if_models_are_limited() =>
        Assert.Equal(RefusalReason.ModelNotAllowed, Ask(TestKey.Record with { AllowedModels = ["*"] }, "", null));

    [Fact]
    public void Without_a_cost_limit_a_model_needs_no_price() =>
        Assert.Equal(RefusalReason.None, Ask(TestKey.Record with { TokenLimit = 5000 }, "m", null));

    [Theory]
    [InlineData(RouteClass.Free)]
    [InlineData(RouteClass.Unmetered)]
    public void Other_routes_check_a_model_that_is_named(RouteClass route)
    {
        var record = TestKey.Record with { AllowedModels = ["gpt-*"] };
        Assert.Equal(RefusalReason.ModelNotAllowed, Ask(record, "claude", null, route));
        Assert.Equal(route == RouteClass.Free ? RefusalReason.None : RefusalReason.RouteNotMetered, Ask(record, "", null, route));
    }

    [Fact]
    public void An_unmetered_route_passes_only_without_cost_limit_token_limit_and_allowed_models()
    {
        Assert.Equal(RefusalReason.None, Ask(TestKey.Record with { RequestsPerMinute = 5, MaxInFlight = 2 }, "", null, RouteClass.Unmetered));
        Assert.Equal(RefusalReason.RouteNotMetered, Ask(TestKey.Record with { CostLimitNano = 1 }, "m", null, RouteClass.Unmetered));
        Assert.Equal(RefusalReason.RouteNotMetered, Ask(TestKey.Record with { TokenLimit = 1 }, "m", Priced, RouteClass.Unmetered));
        Assert.Equal(RefusalReason.RouteNotMetered, Ask(TestKey.Record with { AllowedModels = ["*"] }, "m", Priced, RouteClass.Unmetered));
    }

    [Fact]
    public void A_free_route_passes_a_key_whose_limits_are_used_up_but_not_a_full_window()
    {
        var key = TestKey.Create(TestKey.Record with { CostLimitNano = 0, TokenLimit = 0, MaxInFlight = 1, RequestsPerMinute = 2 });
        Reservation first = default, second = default, third = default;
        AdmissionRequest free = new() { Route = RouteClass.Free };
        Assert.Equal(RefusalReason.None, key.TryAdmit(free, new(1, 100), ref first, out _));
        Assert.Equal(RefusalReason.None, key.TryAdmit(free, new(1, 100), ref second, out _));
        Assert.Equal(0, key.Usage(new(1, 100)).InFlight);
        Assert.Equal(RefusalReason.RateLimited, key.TryAdmit(free, new(1, 100), ref third, out _));
        first.Charge(Charge.Nothing);
        first.Release();
        second.Release();
        Assert.Equal(1, key.Usage(new(1, 100)).Lifetime.Requests);
    }

    [Fact]
    public void A_strict_key_without_cost_or_token_limit_has_nothing_to_bound() =>
        Assert.Equal(RefusalReason.None, Ask(TestKey.Record with { Enforcement = Enforcement.Strict, MaxInFlight = 1 }, "m", null, unbounded: true));

    private static RefusalReason Ask(
        KeyRecord record, string model, ModelPrice? price, RouteClass route = RouteClass.Metered, bool unbounded = false)
    {
        Reservation reservation = default;
        AdmissionRequest request = new()
        {
            Route = route,
            Model = System.Text.Encoding.UTF8.GetBytes(model),
            Price = price,
            Shape = new(100) { IsUnbounded = unbounded },
        };
        return TestKey.Create(record).TryAdmit(request, new(1, 100), ref reservation, out _);
    }
}
