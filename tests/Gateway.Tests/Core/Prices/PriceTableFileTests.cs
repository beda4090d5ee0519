using System.Text;
using CsCheck;
using Gateway.Admin.Prices;
using Gateway.Core.Prices;
using Xunit;

namespace Gateway.Tests.Core.Prices;

public sealed class PriceTableFileTests
{
    private static readonly byte[] BuiltIn = BuiltInPrices.Read();

    [Theory]
    [InlineData("", 1, "not valid JSON")]
    [InlineData(" ", 1, "not valid JSON")]
    [InlineData("[]", 1, "JSON object")]
    [InlineData("{", 1, "not valid JSON")]
    [InlineData("{}", 1, "\"models\" is missing")]
    [InlineData("{ \"models\": {} } x", 1, "not valid JSON")]
    [InlineData("{\n \"model\": {} }", 2, "unknown member \"model\"")]
    [InlineData("{\n \"schema\": 2, \"models\": {} }", 2, "schema must be 1")]
    [InlineData("{ \"currency\": \"EUR\",\n \"models\": {} }", 1, "currency must be \"USD\"")]
    [InlineData("{ \"models\": {\n \"a\": 1 } }", 2, "the entry of \"a\" must be an object")]
    [InlineData("{ \"models\": {\n \"a\": { \"input\": \"1\" } } }", 2, "needs both \"input\" and \"output\"")]
    [InlineData("{ \"models\": {\n \"a\": { \"input\": \"1\", \"output\": \"1\", \"outptu\": \"1\" } } }", 2, "unknown member \"outptu\"")]
    [InlineData("{ \"models\": {\n \"a\": { \"input\": \"1\",\n \"input\": \"1\", \"output\": \"1\" } } }", 3, "\"input\" stands twice")]
    [InlineData("{ \"models\": {\n \"a\": { \"input\": \"1\", \"output\": \"1\" },\n \"A\": { \"input\": \"1\", \"output\": \"1\" } } }", 3, "\"A\" stands twice")]
    [InlineData("{ \"models\": {\n \"a\": { \"input\": \"-1\", \"output\": \"1\" } } }", 2, "input must be a decimal")]
    [InlineData("{ \"models\": {\n \"a\": { \"input\": -1, \"output\": \"1\" } } }", 2, "input must be a decimal")]
    [InlineData("{ \"models\": {\n \"a\": { \"input\": 1e3, \"output\": \"1\" } } }", 2, "no exponent")]
    [InlineData("{ \"models\": {\n \"a\": { \"input\": \"0.0000001\", \"output\": \"1\" } } }", 2, "at most 6 decimal places")]
    [InlineData("{ \"models\": {\n \"a\": { \"input\": \"1000.000001\", \"output\": \"1\" } } }", 2, "from 0 to 1000")]
    [InlineData("{ \"models\": {\n \"a\": { \"input\": null, \"output\": \"1\" } } }", 2, "input must be a decimal")]
    [InlineData("{ \"models\": {\n \"a\": { \"input\": \"1\", \"output\": \"1\", \"context_window\": 1.5 } } }", 2, "context_window must be a whole number")]
    [InlineData("{ \"models\": {\n \"a\": { \"input\": \"1\", \"output\": \"1\", \"max_output\": 0 } } }", 2, "max_output must be a whole number")]
    [InlineData("{ \"models\": {\n \"a\": { \"input\": \"1\", \"output\": \"1\", \"match\": \"x\" } } }", 2, "match must be a list")]
    [InlineData("{ \"models\": {\n \"a\": { \"input\": \"1\", \"output\": \"1\", \"match\": [\"\"] } } }", 2, "empty text")]
    [InlineData("{ \"models\": {\n \"a\": { \"input\": \"1\", \"output\": \"1\", \"tiers\": [ { \"input\": \"1\", \"output\": \"1\" } ] } } }", 2, "\"above\"")]
    [InlineData("{ \"models\": { \"a\": { \"input\": \"1\", \"output\": \"1\", \"tiers\": [\n { \"above\": 9, \"input\": \"1\", \"output\": \"1\" },\n { \"above\": 9, \"input\": \"1\", \"output\": \"1\" } ] } } }", 3, "larger")]
    [InlineData("{ \"models\": {\n \"gpt-*\": { \"input\": \"1\", \"output\": \"1\" } } }", 2, "without wildcards")]
    [InlineData("{ \"models\": {\n \"openai/\": { \"input\": \"1\", \"output\": \"1\" } } }", 2, "provider/model")]
    [InlineData("{ \"models\": {\n \"\\ud800\": { \"input\": \"1\", \"output\": \"1\" } } }", 2, "UTF-8")]
    public void A_file_that_cannot_be_used_is_named_with_line_and_reason(string json, int line, string reason)
    {
        var e = Assert.Throws<PriceTableException>(() => Load(json));

        Assert.Equal(line, e.Line);
        Assert.StartsWith($"/etc/prices.json:{line}: ", e.Message);
        Assert.Contains(reason, e.Message);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Theory]
    [InlineData("\uFEFF{ \"models\": { \"a\": { \"input\": 1, \"output\": 2.25 } } }")]
    [InlineData("// ours\n{ \"models\": { \"a\": { \"input\": \"1\", \"output\": \"2.250000\", }, }, \"notes\": { \"x\": [1] } }")]
    public void A_byte_order_mark_comments_and_trailing_commas_are_fine(string json) =>
        Assert.Equal(2_250_000, PriceTableTests.Find(Load(json), "x", "a")?.Rates.Output);

    [Fact]
    public void Any_damage_to_a_file_is_either_harmless_or_reported()
    {
        var sound = Encoding.UTF8.GetBytes("""
            { "schema": 1, "fallbacks": { "a": ["b"] }, "models": { "a/b": { "input": "1.5", "output": 2, "match": ["c*"], "except": ["cc"],
              "tiers": [ { "above": 5, "input": "1", "output": "1" } ], "context_window": 10, "max_output": 5 } } }
            """);
        var (harmless, reported) = (0, 0);
        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Byte, Gen.Int[0, 2]).Sample((at, value, kind) =>
        {
            byte[] damaged = kind switch
            {
                0 => [.. sound[..at], value, .. sound[(at + 1)..]],
                1 => [.. sound[..at], .. sound[(at + 1)..]],
                _ => sound[..at],
            };
            try
            {
                PriceTable.Load("{\"models\":{}}"u8, damaged, "f");
                Interlocked.Increment(ref harmless);
            }
            catch (PriceTableException e)
            {
                Assert.True(e.Line > 0);
                Interlocked.Increment(ref reported);
            }
        }, iter: 5000);
        Assert.True(harmless > 0 && reported > 0);
    }

    [Fact]
    public void Prices_are_read_exactly()
    {
        Gen.Long[0, 1_200_000_000].Sample(pico =>
        {
            var text = (pico / 1_000_000m).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var read = PriceTableDecimal.TryParse(Encoding.ASCII.GetBytes(text), out var value);
            Assert.Equal(pico <= 1_000_000_000, read);
            if (read)
                Assert.Equal(pico, value);
        }, iter: 5000);
    }

    [Fact]
    public void Globs_match_as_regular_expressions_do()
    {
        var (hits, misses) = (0, 0);
        Gen.Select(Gen.String[Gen.Char["ab1*#.-"], 0, 8], Gen.String[Gen.Char["abAB17.-"], 0, 10]).Sample((glob, name) =>
        {
            var pattern = "^" + System.Text.RegularExpressions.Regex.Escape(glob).Replace(@"\*", ".*").Replace(@"\#", "[0-9]") + "$";
            var expected = System.Text.RegularExpressions.Regex.IsMatch(name, pattern, System.Text.RegularExpressions.RegexOptions.IgnoreCase);
            Assert.Equal(expected, new PriceTableGlob(glob).Matches(Encoding.UTF8.GetBytes(name.ToLowerInvariant())));
            Interlocked.Increment(ref expected ? ref hits : ref misses);
        }, iter: 5_000);
        Assert.True(hits > 100 && misses > 100);
    }

    private static PriceTable Load(string json) => PriceTable.Load(BuiltIn, Encoding.UTF8.GetBytes(json), "/etc/prices.json");
}
