using System.Numerics;
using CsCheck;
using Gateway.Core.Admission;
using Gateway.Core.Limits;
using Gateway.Core.Prices;
using Xunit;

namespace Gateway.Tests.Core.Prices;

public sealed class ModelPriceTests
{
    // Claude Sonnet's in pico-dollars per token, which are millionths of USD per million.
    private static readonly ModelPrice Cached = new(new(3_000_000, 15_000_000, 300_000, 3_750_000, 6_000_000));

    [Fact]
    public void Each_token_is_priced_once_at_its_own_price() =>
        Assert.Equal((600 * 3_000) + (300 * 300) + (70 * 3_750) + (30 * 6_000) + (50 * 15_000), Cached.CostNano(new(1000, 50, 300, 100, 0, 30)));

    [Fact]
    public void Reasoning_has_its_own_price_where_it_is_priced_apart() =>
        Assert.Equal((10 * 2) + (90 * 5), new ModelPrice(new(0, 2_000, reasoning: 5_000)).CostNano(new(0, 100, Reasoning: 90)));

    [Fact]
    public void What_is_not_priced_apart_costs_what_contains_it() =>
        Assert.Equal((100 * 2) + (100 * 3), new ModelPrice(new(2_000, 3_000)).CostNano(new(100, 100, 40, 40, 50)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(1000, 1)]
    [InlineData(1001, 2)]
    public void A_cost_is_rounded_up_once(long pico, long nano) => Assert.Equal(nano, new ModelPrice(new(pico, 0)).CostNano(new(1, 0)));

    [Fact]
    public void Rounding_is_of_the_sum_and_not_of_its_parts() => Assert.Equal(1, new ModelPrice(new(100, 100), requestPico: 100).CostNano(new(4, 4)));

    [Theory]
    [InlineData(200_000, 200_000 * 1L)]
    [InlineData(200_001, 200_001 * 2L)]
    [InlineData(500_001, 500_001 * 3L)]
    public void A_tier_starts_above_its_bound_and_holds_for_the_whole_request(long input, long cost)
    {
        ModelPrice price = new(new(1_000, 0), [new(200_000, new(2_000, 0)), new(500_000, new(3_000, 0))]);
        Assert.Equal(cost, price.CostNano(new(input, 0)));
    }

    [Fact]
    public void The_dearest_prices_are_over_all_tiers_and_sorts()
    {
        ModelPrice price = new(new(3, 15, 1, 9), [new(10, new(6, 20, 1, 12, 18, 22))]);
        Assert.Equal((18, 22), (price.DearestInput, price.DearestOutput));
    }

    [Fact]
    public void Parts_larger_than_their_whole_do_not_make_a_negative_cost()
    {
        Assert.Equal(100 * 3_750, Cached.CostNano(new(100, 0, 100, 100)));
        Assert.Equal(100 * 6_000, Cached.CostNano(new(100, 0, 5000, 900, 0, 900)));
        Assert.Equal(10 * 15_000, Cached.CostNano(new(0, 10, 50, 50, 700)));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    [InlineData(long.MaxValue, 0)]
    [InlineData(AmountBounds.MaxRequestTokens, 1)]
    [InlineData(1L << 62, 1L << 62)]
    [InlineData(long.MinValue, long.MinValue)]
    public void A_usage_that_cannot_be_believed_has_no_cost(long input, long output)
    {
        MeteredTokens used = new(input, output);
        Assert.False(used.IsReadable);
        Assert.Throws<ArgumentOutOfRangeException>(() => Cached.CostNano(used));
        Assert.False(Charge.TryOf(used, Cached, out _));
    }

    [Fact]
    public void A_cost_beyond_the_bound_of_one_request_cannot_be_believed()
    {
        ModelPrice dear = new(new(AmountBounds.MaxPricePico, AmountBounds.MaxPricePico));
        Assert.False(Charge.TryOf(new(AmountBounds.MaxRequestTokens, 0), dear, out _));
        Assert.True(Charge.TryOf(new(4_000_000, 0), dear, out var charge));
        Assert.Equal(4_000_000L * 1_000_000, charge.CostNano);
        Assert.Equal(AmountBounds.MaxRequestNano, Charge.Estimate(long.MaxValue, long.MaxValue, dear).CostNano);
    }

    [Fact]
    public void Prices_agree_with_unbounded_integers_within_all_bounds()
    {
        var price = Gen.Long[0, AmountBounds.MaxPricePico];
        var tokens = Gen.OneOf(Gen.Long[0, 5000], Gen.Long[0, AmountBounds.MaxRequestTokens / 2]);
        Gen.Select(price.Array[6], tokens, tokens, tokens, tokens, tokens).Sample((p, input, output, cached, write, reasoning) =>
        {
            cached = Math.Min(cached, input / 2);
            write = Math.Min(write, input / 2);
            reasoning = Math.Min(reasoning, output);
            ModelPrice model = new(new(p[0], p[1], p[2], p[3], p[4], p[5]));
            var pico = ((BigInteger)(input - cached - write) * p[0]) + ((BigInteger)cached * p[2]) + ((BigInteger)write * p[3])
                + ((BigInteger)(output - reasoning) * p[1]) + ((BigInteger)reasoning * p[5]);
            var cost = model.CostNano(new(input, output, cached, write, reasoning));
            return cost == (pico + 999) / 1000 && cost <= model.DearestNano(input, output);
        });
    }

    [Fact]
    public void Numbers_outside_their_bounds_make_no_price()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenRates(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TokenRates(0, AmountBounds.MaxPricePico + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModelPrice(default, contextWindow: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ModelPrice(default, requestPico: -1));
        Assert.Throws<ArgumentException>(() => new ModelPrice(default, [new(10, default), new(10, default)]));
    }
}
