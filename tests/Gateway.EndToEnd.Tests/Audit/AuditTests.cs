using Gateway.EndToEnd.Tests.Rig;
using Gateway.Testing.Audit;
using Gateway.Testing.Http;
using Gateway.Testing.Processes;
using Gateway.Testing.Upstreams;
using Xunit;

namespace Gateway.EndToEnd.Tests.Audit;

/// <summary>Thousands of mixed exchanges with faults on both sides: what was charged is what the upstream sent, key by key, and nothing stays held.</summary>
public sealed class AuditTests
{
    private const int Keys = 8;
    private const int Workers = 8;
    private const int Exchanges = 400;

    [Fact]
    public async Task Charges_are_what_the_upstream_sent_and_nothing_stays_held()
    {
        await using var upstream = FakeUpstream.Start();
        upstream.Records = false;
        await using var gateway = await GatewayProcess.StartAsync(GatewaySetup.For(upstream.Url));
        var keys = new List<CreatedKey>();
        for (var i = 0; i < Keys; i++) keys.Add(await gateway.Admin.CreateKeyAsync("""{"token_limit":1000000000,"cost_limit_usd":100000,"requests_per_minute":1000000,"max_in_flight":1000}"""));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(gateway, keys, new Random(worker)))));
        var total = outcomes.Aggregate(new Dictionary<UpstreamFault, int>(), (sum, one) =>
        {
            foreach (var (fault, count) in one) sum[fault] = sum.GetValueOrDefault(fault) + count;
            return sum;
        });
        // A mix without faults would prove little.
        foreach (var fault in Enum.GetValues<UpstreamFault>()) Assert.True(total.GetValueOrDefault(fault) > 20, $"{fault} came only {total.GetValueOrDefault(fault)} times");

        Assert.Empty(upstream.ScriptFaults);
        var auditor = new Auditor();
        foreach (var key in keys)
        {
            var counters = await gateway.Admin.SettledCountersAsync(key.Id, TimeSpan.FromSeconds(20));
            auditor.Compare(key.Id, counters, upstream.Ledger.Of(key.Id));
        }

        auditor.Verify();
    }

    private static async Task<Dictionary<UpstreamFault, int>> WorkAsync(GatewayProcess gateway, List<CreatedKey> keys, Random random)
    {
        var faults = new Dictionary<UpstreamFault, int>();
        var connection = await gateway.ConnectAsync();
        for (var i = 0; i < Exchanges; i++)
        {
            var key = keys[random.Next(keys.Count)];
            var api = (Api)random.Next(3);
            var stream = random.Next(2) == 0;
            var fault = random.Next(3) == 0 ? (UpstreamFault)random.Next(Enum.GetValues<UpstreamFault>().Length) : UpstreamFault.None;
            var leaves = random.Next(12) == 0;
            var input = random.Next(1, 5000);
            var cached = random.Next(input);
            var usage = new TokenCounts(input, random.Next(1, 2000), cached, api == Api.Anthropic ? random.Next(input - cached) : 0);
            List<string> headers = [$"{TestHeaders.Account}: {key.Id}", $"{TestHeaders.Usage}: {usage.ToHeader()}", $"{TestHeaders.Fault}: {fault}"];
            if (leaves) headers.Add($"{TestHeaders.Leaves}: 1");
            if (leaves) headers.Add($"{TestHeaders.Pace}: 2");
            faults[fault] = faults.GetValueOrDefault(fault) + 1;
            await connection.SendAsync(api.Request(key.Secret, stream: stream, headers: headers));
            if (leaves)
            {
                await Task.Delay(random.Next(8));
                connection.Abort();
                connection = await gateway.ConnectAsync();
                continue;
            }

            var response = await connection.ReadResponseAsync();
            if (fault is UpstreamFault.None or UpstreamFault.CloseAfter or UpstreamFault.Extra or UpstreamFault.NoUsage) Assert.True(response.Status == 200 && response.IsComplete, $"{fault}: {response}");
            if (fault is UpstreamFault.Drop or UpstreamFault.Nonsense) Assert.Equal(502, response.Status);
            if (fault is UpstreamFault.Error) Assert.Equal(500, response.Status);
            if (response.IsComplete && response.Header("Connection") != "close") continue;
            await connection.DisposeAsync();
            connection = await gateway.ConnectAsync();
        }

        await connection.DisposeAsync();
        return faults;
    }
}
