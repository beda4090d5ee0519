using System.Text;
using System.Text.Json;
using Gateway.Admin.Prices;
using Gateway.Core.Prices;
using Xunit;

namespace Gateway.Tests.Core.Prices;

public sealed class PriceTableTests
{
    private static readonly byte[] File = BuiltInPrices.Read();
    private static readonly PriceTable Table = PriceTable.Load(File);

    // Costs worked out by hand from the providers' price pages, in nano-dollars.
    [Theory]
    [InlineData("openai", "gpt-4o", 1000, 500, 400, 0, 7_000_000)]                      // 600 x 2.50 + 400 x 1.25 + 500 x 10
    [InlineData("openai", "gpt-4o-mini", 1000, 1000, 0, 0, 750_000)]                    // 1000 x 0.15 + 1000 x 0.60
    [InlineData("openai", "gpt-4.1-nano", 1, 0, 1, 0, 25)]                              // 1 x 0.025
    [InlineData("openai", "o3", 100, 100, 0, 0, 1_000_000)]                             // 100 x 2 + 100 x 8
    [InlineData("openai", "gpt-5.4", 271_999, 0, 0, 0, 679_997_500)]                    // 2.50 up to the tier
    [InlineData("openai", "gpt-5.4", 272_000, 10, 0, 0, 1_360_225_000)]                 // 5.00 and 22.50 above it
    [InlineData("openai", "text-embedding-3-small", 1_000_000, 0, 0, 0, 20_000_000)]    // 0.02
    [InlineData("anthropic", "claude-sonnet-4-5-20250929", 1000, 100, 200, 300, 4_185_000)] // 500 x 3 + 200 x 0.30 + 300 x 3.75 + 100 x 15
    [InlineData("anthropic", "claude-sonnet-4-5", 200_001, 10, 0, 0, 1_200_231_000)]    // 6 and 22.50 above 200,000
    [InlineData("anthropic", "claude-3-5-haiku-latest", 1000, 1000, 0, 0, 4_800_000)]   // 0.80 and 4
    [InlineData("google", "gemini-2.5-pro", 200_000, 0, 0, 0, 250_000_000)]             // 1.25
    [InlineData("google", "gemini-2.5-pro", 200_001, 0, 0, 0, 500_002_500)]             // 2.50
    [InlineData("echo", "echo-1", 10, 5, 0, 0, 30_000)]                                 // 1 and 4
    public void Known_models_cost_what_their_makers_say(string provider, string model, long input, long output, long cached, long written, long nano)
    {
        var price = Find(Table, provider, model);

        Assert.NotNull(price);
        Assert.Equal(nano, price.CostNano(new MeteredTokens(input, output, cached, written)));
    }

    [Theory]
    [InlineData("openai", "gpt-4o-2024-08-06", "gpt-4o")]
    [InlineData("openai", "GPT-4o", "gpt-4o")]
    [InlineData("openai", "gpt-4o-2031-01-31", "gpt-4o")]
    [InlineData("openai", "o3-latest", "o3")]
    [InlineData("openai", "gpt-6-sol-2026-10-01", "gpt-6-sol")]
    [InlineData("anthropic", "claude-opus-4-5-20251101", "claude-opus-4-5")]
    [InlineData("anthropic", "Claude-Opus-4-5-X", "claude-opus-4-5")]
    [InlineData("anthropic", "claude-sonnet-4-5@20250929", "claude-sonnet-4-5")]
    [InlineData("azure", "gpt-4o-2024-08-06", null)]
    public void Dated_and_floating_names_cost_what_the_model_costs(string provider, string name, string? model)
    {
        var expected = model is null ? Find(Table, "openai", "gpt-4o") : Find(Table, provider, model);

        Assert.NotNull(expected);
        Assert.Equal(expected.Rates, Find(Table, provider, name)?.Rates);
    }

    [Theory]
    [InlineData("openai", "gpt-4o-2024-05-13", 5_000_000)] // a snapshot with a price of its own keeps it
    [InlineData("google", "gemini-2.5-pro-preview-tts", 1_000_000)]
    [InlineData("google", "gemini-2.5-pro-preview-06-05", 1_250_000)]
    [InlineData("google", "claude-opus-4-1@20250805", 15_000_000)] // sold by Google at its maker's price
    public void The_most_exact_rule_wins(string provider, string model, long inputPico) =>
        Assert.Equal(inputPico, Find(Table, provider, model)?.Rates.Input);

    [Theory]
    [InlineData("openai", "no-such-model")]
    [InlineData("openai", "")]
    [InlineData("openai", "-latest")]
    [InlineData("openai", "openai/gpt-4o")]
    [InlineData("nobody", "gpt-4o")]
    [InlineData("", "")]
    [InlineData("google", "gemini-2.5-pro-something-tts-new")]
    [InlineData("openai", "gpt-4o\u00E9")]
    public void What_is_not_known_has_no_price(string provider, string model) => Assert.Null(Find(Table, provider, model));

    [Fact]
    public void The_empty_table_knows_nothing() => Assert.Null(Find(PriceTable.Empty, "openai", "gpt-4o"));

    [Fact]
    public void Sizes_that_are_known_come_along()
    {
        var price = Find(Table, "openai", "gpt-4o")!;
        Assert.Equal((128_000, 16_384), (price.ContextWindow, price.MaxOutputTokens));
        var echo = Find(Table, "echo", "echo-1")!;
        Assert.Equal((128_000, 4096), (echo.ContextWindow, echo.MaxOutputTokens));
    }

    [Fact]
    public void Every_entry_of_the_built_in_file_is_found_under_its_name_and_its_other_names()
    {
        using var document = JsonDocument.Parse(File);
        var checkedNames = 0;
        foreach (var entry in document.RootElement.GetProperty("models").EnumerateObject())
        {
            var slash = entry.Name.IndexOf('/');
            var provider = entry.Name[..slash];
            var input = (long)(decimal.Parse(entry.Value.GetProperty("input").GetString()!) * 1_000_000);
            var output = (long)(decimal.Parse(entry.Value.GetProperty("output").GetString()!) * 1_000_000);
            var price = Find(Table, provider, entry.Name[(slash + 1)..]);
            Assert.Equal((input, output), (price!.Rates.Input, price.Rates.Output));
            Assert.InRange(price.DearestInput, 0, 1_000_000_000);
            Assert.True(price.MaxOutputTokens <= price.ContextWindow || price.ContextWindow == 0, entry.Name);
            foreach (var match in entry.Value.TryGetProperty("match", out var list) ? list.EnumerateArray().Select(m => m.GetString()!) : [])
            {
                if (match.AsSpan().IndexOfAny('*', '#') < 0)
                    Assert.Equal(price.Rates, Find(Table, provider, match)?.Rates);
                checkedNames++;
            }
        }

        Assert.True(checkedNames > 500);
    }

    [Fact]
    public void The_built_in_file_says_where_it_comes_from()
    {
        using var document = JsonDocument.Parse(File);
        var sources = document.RootElement.GetProperty("sources").EnumerateArray().ToArray();
        Assert.All(sources, source => Assert.Equal("MIT", source.GetProperty("license").GetString()));
        Assert.Contains(sources, source => source.GetProperty("package").GetString() == "@pydantic/genai-prices");
    }

    [Fact]
    public void A_hit_and_a_miss_allocate_nothing()
    {
        byte[] openai = [.. "openai"u8], exact = [.. "gpt-4o"u8], dated = [.. "gpt-4o-2031-01-31"u8], unknown = [.. "no-such-model-at-all"u8];
        LookUp();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            LookUp();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void LookUp()
        {
            if (Table.Find(openai, exact) is null || Table.Find(openai, dated) is null || Table.Find(openai, unknown) is not null)
                throw new InvalidOperationException("the table changed its mind");
        }
    }

    internal static ModelPrice? Find(PriceTable table, string provider, string model) =>
        table.Find(Encoding.UTF8.GetBytes(provider), Encoding.UTF8.GetBytes(model));
}
