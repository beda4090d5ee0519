using System.Text.Json;
using Gateway.EndToEnd.Tests.Rig;
using Gateway.Testing.Audit;
using Gateway.Testing.Http;
using Gateway.Testing.Processes;
using Gateway.Testing.Upstreams;
using Xunit;

namespace Gateway.EndToEnd.Tests.Audit;

/// <summary>Cost to the nano-dollar, computed here once more from the published prices and in another arithmetic.</summary>
public sealed class CostTests(StandardGateway rig)
{
    private const decimal NanosPerUsd = 1_000_000_000m;

    [Fact]
    public async Task Costs_add_up_to_the_nano_dollar()
    {
        var price = await PriceOfAsync("openai/gpt-4o-mini");
        var key = await rig.Admin.CreateKeyAsync("""{"cost_limit_usd":1000}""");
        var random = new Random(7);
        var expected = 0m;
        await using var connection = await rig.ConnectAsync();
        for (var i = 0; i < 200; i++)
        {
            var input = random.Next(1, 100_000);
            var usage = new TokenCounts(input, random.Next(10_000), random.Next(input + 1));
            var response = await connection.ExchangeAsync(RequestText.Chat(key.Secret, stream: i % 2 == 0, headers: [$"{TestHeaders.Usage}: {usage.ToHeader()}", $"{TestHeaders.Account}: {key.Id}"]));
            Assert.Equal(200, response.Status);
            // Prices are in dollars a million tokens; a request's cost is rounded up once, to whole nano-dollars.
            var usd = (((usage.Input - usage.Cached) * price.Input) + (usage.Cached * price.Cached) + (usage.Output * price.Output)) / 1_000_000m;
            expected += Math.Ceiling(usd * NanosPerUsd) / NanosPerUsd;
        }

        var auditor = new Auditor();
        auditor.Compare(key.Id, await rig.Admin.SettledCountersAsync(key.Id), rig.Upstream.Ledger.Of(key.Id), expected);
        auditor.Verify();
    }

    private static async Task<(decimal Input, decimal Cached, decimal Output)> PriceOfAsync(string name)
    {
        var file = Path.Combine(Repository.Root, "src", "Gateway.Admin", "Prices", "prices.json");
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(file));
        var model = json.RootElement.GetProperty("models").GetProperty(name);
        decimal Of(string member) => decimal.Parse(model.GetProperty(member).GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        return (Of("input"), Of("cached_input"), Of("output"));
    }
}
