using CsCheck;
using Gateway.Core.Admission;
using Gateway.Core.Limits;
using Gateway.Core.Prices;
using Xunit;

namespace Gateway.Tests.Core.Admission;

public sealed class HoldArithmeticTests
{
    private static readonly ModelPrice Price = new(
        new(1_000, 2_000, cacheWrite: 1_250), [new(100_000, new(3_000, 4_000, cacheWrite: 3_750))], contextWindow: 128_000, maxOutputTokens: 8_000);

    [Fact]
    public void An_estimate_is_a_fourth_of_the_bytes_and_the_cap_or_1024()
    {
        Assert.Equal(new Hold(100 + 50, 100 + (50 * 2)), HoldArithmetic.Estimate(new(400) { OutputCap = 50 }, Price));
        Assert.Equal(new Hold(100 + 1024, 100 + (1024 * 2)), HoldArithmetic.Estimate(new(403), Price));
        Assert.Equal(new Hold(100 + 150, 100 + (150 * 2)), HoldArithmetic.Estimate(new(400) { OutputCap = 50, Choices = 3 }, Price));
        Assert.Equal(new Hold(100, 0), HoldArithmetic.Estimate(new(400) { OutputCap = 0 }, null));
    }

    [Fact]
    public void A_worst_case_is_every_byte_a_token_at_the_dearest_price()
    {
        Assert.Equal(
            new Hold(400 + 256 + 50, (((400 + 256) * 3_750) + (50 * 4_000)) / 1000),
            Worst(new(400) { OutputCap = 50 }, Price));
        Assert.Equal(400 + 256 + 1024 + 50, Worst(new(400) { OutputCap = 50, HasTools = true }, Price)!.Value.Tokens);
        Assert.Equal(400 + 256 + (2 * 49_152) + 50, Worst(new(400) { OutputCap = 50, InlineImages = 2 }, Price)!.Value.Tokens);
        Assert.Equal(400 + 256 + (4 * 50), Worst(new(400) { OutputCap = 50, Choices = 4 }, Price)!.Value.Tokens);
    }

    [Fact]
    public void Without_a_cap_the_worst_case_is_the_models_own_else_its_context_window_else_none()
    {
        Assert.Equal(256 + 8_000, Worst(new(0), Price)!.Value.Tokens);
        Assert.Equal(256 + 128_000, Worst(new(0), new(default, contextWindow: 128_000))!.Value.Tokens);
        Assert.Null(Worst(new(0), new(default)));
        Assert.Null(Worst(new(0), null));
        Assert.Equal(256 + 7, Worst(new(0) { OutputCap = 7 }, null)!.Value.Tokens);
    }

    [Fact]
    public void What_a_body_does_not_show_has_no_bound() => Assert.Null(Worst(new(10) { OutputCap = 1, IsUnbounded = true }, Price));

    [Theory]
    [InlineData(1L << 62, 1)]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(1L << 40, 1L << 40)]
    [InlineData(1, 1L << 62)]
    [InlineData(1L << 31, 2)]
    [InlineData(1L << 31, 1)]
    public void Caps_that_would_overflow_are_not_bounded_and_estimates_of_them_are_clamped(long cap, long choices)
    {
        HoldShape shape = new(100) { OutputCap = cap, Choices = choices };
        Assert.Null(Worst(shape, Price));
        Assert.Equal(AmountBounds.MaxRequestTokens, HoldArithmetic.Estimate(shape, Price).Tokens);
        Assert.InRange(HoldArithmetic.Estimate(shape, Price).CostNano, 1, AmountBounds.MaxRequestNano);
    }

    [Fact]
    public void A_body_beyond_the_bounds_is_not_bounded_either()
    {
        Assert.Null(Worst(new(AmountBounds.MaxRequestTokens) { OutputCap = 0 }, Price));
        Assert.Null(Worst(new(long.MaxValue) { OutputCap = 0 }, Price));
        Assert.Null(Worst(new(-1) { OutputCap = 0 }, Price));
        Assert.Null(Worst(new(0) { OutputCap = 0, InlineImages = int.MaxValue }, Price));
        Assert.Equal(0, HoldArithmetic.Estimate(new(long.MinValue) { OutputCap = 0 }, Price).Tokens);
    }

    [Fact]
    public void A_worst_case_dearer_than_one_request_may_be_is_not_bounded() =>
        Assert.Null(Worst(new(0) { OutputCap = 5_000_000 }, new(new(AmountBounds.MaxPricePico, AmountBounds.MaxPricePico))));

    [Fact]
    public void Whatever_a_client_writes_a_hold_is_within_the_bounds_and_a_worst_case_is_never_below_any_usage_of_that_size()
    {
        var number = Gen.OneOf(Gen.Long[-2, 10_000], Gen.Long[0, 1L << 32], Gen.Long);
        var rate = Gen.Long[0, AmountBounds.MaxPricePico];
        Gen.Select(number, number, number, Gen.Int[-1, 50], Gen.Bool, rate.Array[6]).Sample((bytes, cap, n, images, tools, p) =>
        {
            ModelPrice price = new(new(p[0], p[1], p[2], p[3], p[4], p[5]));
            HoldShape shape = new(bytes) { OutputCap = cap, Choices = n, InlineImages = images, HasTools = tools };
            var estimate = HoldArithmetic.Estimate(shape, price);
            Assert.InRange(estimate.Tokens, 0, AmountBounds.MaxRequestTokens);
            Assert.InRange(estimate.CostNano, 0, AmountBounds.MaxRequestNano);
            if (Worst(shape, price) is not { } worst)
                return;
            Assert.InRange(worst.Tokens, 0, AmountBounds.MaxRequestTokens);
            Assert.InRange(worst.CostNano, 0, AmountBounds.MaxRequestNano);
            var output = cap * Math.Max(n, 1);
            var input = worst.Tokens - output;
            Assert.True(price.CostNano(new(input, output, input / 3, input / 2, output / 2, input / 5)) <= worst.CostNano);
            Assert.True(price.CostNano(new(bytes, output)) <= worst.CostNano);
        });
    }

    private static Hold? Worst(HoldShape shape, ModelPrice? price) => HoldArithmetic.TryWorstCase(shape, price, out var hold) ? hold : null;
}
