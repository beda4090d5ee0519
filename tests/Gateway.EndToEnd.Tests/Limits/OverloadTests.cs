using Gateway.EndToEnd.Tests.Rig;
using Gateway.Testing.Http;
using Gateway.Testing.Processes;
using Gateway.Testing.Upstreams;
using Xunit;

namespace Gateway.EndToEnd.Tests.Limits;

/// <summary>More held bodies than there is room for.</summary>
public sealed class OverloadTests
{
    private const int Clients = 40;
    private const int BodyBytes = 60_000;
    private const int RoomBytes = 1 << 20;

    [Fact]
    public async Task What_does_not_fit_is_503_and_what_was_taken_in_is_served()
    {
        var goOn = new TaskCompletionSource();
        await using var upstream = FakeUpstream.Start(request => Reply.New().WaitFor(goOn.Task).Then(CompletionScript.Answer(request)));
        await using var gateway = await GatewayProcess.StartAsync(GatewaySetup.For(upstream.Url)
            .Limit("HeldBodyBytes", "65536").Limit("HeldBodyBytesTotal", $"{RoomBytes}"));
        var key = await gateway.Admin.CreateKeyAsync();
        var request = RequestText.Post("/v1/chat/completions", key.Secret, $$"""{"model":"gpt-4o-mini","messages":[{"role":"user","content":"{{new string('a', BodyBytes)}}"}]}""");
        var connections = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => gateway.ConnectAsync()));
        var answers = new List<Task<RawResponse>>();
        foreach (var connection in connections)
        {
            await connection.SendAsync(request);
            answers.Add(connection.ReadResponseAsync());
        }

        var refused = new List<RawResponse>();
        while (refused.Count < Clients - (RoomBytes / BodyBytes))
        {
            var next = await Task.WhenAny(answers);
            answers.Remove(next);
            refused.Add(await next);
        }

        Assert.All(refused, response => Envelope.AssertRefused(response, Api.OpenAi, 503, "server_error", "overloaded"));
        Assert.All(refused, response => Assert.Equal("1", response.Header("Retry-After")));
        goOn.SetResult();
        var served = (await Task.WhenAll(answers)).Count(response => response.Status == 200);
        Assert.True(served > 0, "nobody was served");
        Assert.Equal(served, upstream.Requests.Count);
        foreach (var connection in connections) await connection.DisposeAsync();

        // The room is back: one after the other they all fit.
        await using var later = await gateway.ConnectAsync();
        for (var i = 0; i < Clients; i++) Assert.Equal(200, (await later.ExchangeAsync(request)).Status);
        Assert.Equal(served + Clients, (await gateway.Admin.SettledCountersAsync(key.Id)).Requests);
    }
}
