using System.Text;
using Gateway.Admin.Prices;
using Gateway.Core.Prices;
using Xunit;

namespace Gateway.Tests.Core.Prices;

public sealed class PriceTableOverrideTests
{
    private static readonly byte[] BuiltIn = BuiltInPrices.Read();

    [Fact]
    public void An_entry_under_a_built_in_name_replaces_its_prices_and_keeps_what_it_does_not_say()
    {
        var table = Load("""{ "models": { "openai/gpt-4o": { "input": "7", "output": "8" } } }""");

        var price = Find(table, "openai", "gpt-4o")!;
        Assert.Equal((7_000_000, 8_000_000, 7_000_000), (price.Rates.Input, price.Rates.Output, price.Rates.CachedInput));
        Assert.Equal((128_000, 16_384), (price.ContextWindow, price.MaxOutputTokens));
        Assert.Equal(7_000_000, Find(table, "openai", "gpt-4o-2024-08-06")?.Rates.Input);
        Assert.Equal(150_000, Find(table, "openai", "gpt-4o-mini")?.Rates.Input);
        Assert.Equal(7_000_000, Find(table, "azure", "gpt-4o")?.Rates.Input);
    }

    [Fact]
    public void An_entry_for_one_provider_leaves_the_others_alone()
    {
        var table = Load("""{ "models": { "openai/gpt-4o": { "input": 7, "output": 8.5 } } }""");

        Assert.Equal(8_500_000, Find(table, "openai", "gpt-4o")?.Rates.Output);
        Assert.Equal(2_500_000, Find(table, "openrouter", "openai/gpt-4o")?.Rates.Input);
    }

    [Fact]
    public void An_entry_without_a_provider_holds_for_all()
    {
        var table = Load("""{ "models": { "gpt-4o": { "input": "7", "output": "8" }, "my-model": { "input": "1", "output": "2" } } }""");

        Assert.Equal(7_000_000, Find(table, "openai", "gpt-4o")?.Rates.Input);
        Assert.Equal(128_000, Find(table, "openai", "gpt-4o")?.ContextWindow);
        Assert.Equal(7_000_000, Find(table, "openai", "gpt-4o-2024-08-06")?.Rates.Input);
        Assert.Equal(7_000_000, Find(table, "somebody", "gpt-4o")?.Rates.Input);
        Assert.Equal(1_000_000, Find(table, "somebody", "my-model")?.Rates.Input);
        Assert.Equal(1_000_000, Find(table, "anthropic", "my-model-2026-01-01")?.Rates.Input);
    }

    [Fact]
    public void An_entry_for_a_provider_comes_before_one_for_all()
    {
        var table = Load("""
            { "models": { "gpt-4o": { "input": "7", "output": "8" }, "openai/gpt-4o": { "input": "5", "output": "6" } } }
            """);

        Assert.Equal(5_000_000, Find(table, "openai", "gpt-4o")?.Rates.Input);
        Assert.Equal(7_000_000, Find(table, "somebody", "gpt-4o")?.Rates.Input);
    }

    [Fact]
    public void A_name_with_a_slash_is_a_model_unless_a_known_provider_stands_before_it()
    {
        var table = Load("""{ "models": { "meta-llama/llama-9": { "input": "1", "output": "1" } } }""");

        Assert.NotNull(Find(table, "together", "meta-llama/llama-9"));
        Assert.NotNull(Find(table, "meta-llama", "llama-9"));
        Assert.Null(Find(table, "together", "llama-9"));
    }

    [Fact]
    public void A_users_rule_comes_before_built_in_names()
    {
        var table = Load("""{ "models": { "openai/house-rate": { "input": "1", "output": "1", "match": ["gpt-4*"], "except": ["gpt-4o*"] } } }""");

        Assert.Equal(1_000_000, Find(table, "openai", "gpt-4.1")?.Rates.Input);
        Assert.Equal(2_500_000, Find(table, "openai", "gpt-4o")?.Rates.Input);
    }

    [Fact]
    public void A_new_provider_can_be_named()
    {
        var table = Load("""{ "fallbacks": { "resale": ["openai"] }, "models": { "resale/own": { "input": "0", "output": "0", "context_window": 5 } } }""");

        Assert.Equal(5, Find(table, "resale", "own")?.ContextWindow);
        Assert.Equal(2_500_000, Find(table, "resale", "gpt-4o")?.Rates.Input);
        Assert.Null(Find(table, "resale", "claude-sonnet-4-5"));
    }

    [Fact]
    public void What_is_not_priced_apart_costs_what_contains_it()
    {
        var table = Load("""
            { "models": { "x/a": { "input": "3", "output": "4", "cache_write": "5", "reasoning": "6", "thousand_requests": "2" },
                          "x/b": { "input": "3", "output": "4", "cache_write": "5", "cache_write_1h": "9", "cached_input": "1",
                                   "tiers": [ { "above": 10, "input": "30", "output": "40" } ] } } }
            """);

        var a = Find(table, "x", "a")!;
        Assert.Equal(new TokenRates(3_000_000, 4_000_000, 3_000_000, 5_000_000, 5_000_000, 6_000_000), a.Rates);
        Assert.Equal(2_000_000, a.CostNano(default)); // 2 USD per thousand requests
        var b = Find(table, "x", "b")!;
        Assert.Equal(9_000_000, b.Rates.LongCacheWrite);
        Assert.Equal(11 * 30_000, b.CostNano(new MeteredTokens(11, 0, CachedInput: 11)));
    }

    private static PriceTable Load(string user) => PriceTable.Load(BuiltIn, Encoding.UTF8.GetBytes(user), "prices.json");

    private static ModelPrice? Find(PriceTable table, string provider, string model) => PriceTableTests.Find(table, provider, model);
}
