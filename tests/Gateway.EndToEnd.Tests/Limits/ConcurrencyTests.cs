using Gateway.EndToEnd.Tests.Rig;
using Gateway.Testing.Http;
using Gateway.Testing.Upstreams;
using Xunit;

namespace Gateway.EndToEnd.Tests.Limits;

/// <summary>64 at once against room for one: check and hold are one step.</summary>
public sealed class ConcurrencyTests(StandardGateway rig)
{
    private const int Clients = 64;

    [Theory]
    [InlineData("""{"max_in_flight":1}""", 1)]
    [InlineData("""{"requests_per_minute":1}""", 1)]
    [InlineData("""{"requests_per_minute":5}""", 5)]
    [InlineData("""{"token_limit":1000}""", 1)]
    [InlineData("""{"token_limit":1400,"enforcement":"strict"}""", 1)]
    [InlineData("""{"cost_limit_usd":0.0006}""", 1)]
    public async Task No_more_are_admitted_than_there_is_room_for(string limits, int room)
    {
        var key = await rig.Admin.CreateKeyAsync(limits);
        var goOn = new TaskCompletionSource();
        var script = rig.Script(request => Reply.New().WaitFor(goOn.Task).Then(CompletionScript.Answer(request)));
        var connections = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => rig.ConnectAsync()));
        // A cap of 1,000 tokens at 0.60 USD a million: one of them takes the whole of each budget above.
        await Task.WhenAll(connections.Select(connection => connection.SendAsync(Api.OpenAi.Request(key.Secret, cap: 1000, headers: script.Line))));
        var answers = connections.Select(connection => connection.ReadResponseAsync()).ToList();
        var refused = new List<RawResponse>();
        while (refused.Count < Clients - room)
        {
            var next = await Task.WhenAny(answers);
            answers.Remove(next);
            refused.Add(await next);
        }

        // Nothing was answered by the upstream yet, so what came back so far are refusals, and what is left was admitted.
        Assert.All(refused, response => Assert.Equal(429, response.Status));
        await script.WaitForRequestsAsync(room);
        Assert.Equal(room, script.Requests.Count);
        goOn.SetResult();
        foreach (var admitted in await Task.WhenAll(answers)) Assert.Equal(200, admitted.Status);

        var counters = await rig.Admin.SettledCountersAsync(key.Id);
        Assert.Equal(room, counters.Requests);
        Assert.Equal(Clients - room, counters.Refused);
        Assert.Equal(room * 19, counters.TotalTokens);
        foreach (var connection in connections) await connection.DisposeAsync();
    }
}
