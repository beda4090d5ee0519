using Gateway.Testing.Http;
using Gateway.Testing.Processes;
using Gateway.Testing.Upstreams;
using Xunit;

namespace Gateway.EndToEnd.Tests.Relay;

/// <summary>Pooled upstream connections: reused, and never the reason why a request fails.</summary>
public sealed class PoolTests : IAsyncLifetime
{
    private readonly FakeUpstream _upstream = FakeUpstream.Start();
    private GatewayProcess _gateway = null!;
    private CreatedKey _key = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayProcess.StartAsync(GatewaySetup.For(_upstream.Url));
        _key = await _gateway.Admin.CreateKeyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task One_connection_serves_many_requests_in_turn()
    {
        await using var client = await _gateway.ConnectAsync();
        for (var i = 0; i < 50; i++) Assert.Equal(200, (await client.ExchangeAsync(RequestText.Chat(_key.Secret))).Status);
        Assert.InRange(_upstream.AcceptedConnections, 1, 3);
    }

    [Fact]
    public async Task Unannounced_closes_are_not_noticed_by_clients()
    {
        await using var client = await _gateway.ConnectAsync();
        for (var i = 0; i < 300; i++)
        {
            var response = await client.ExchangeAsync(RequestText.Chat(_key.Secret, stream: i % 2 == 0, headers: $"{TestHeaders.Fault}: CloseAfter"));
            Assert.True(response.Status == 200 && response.IsComplete, $"request {i}: {response}");
        }

        Assert.Equal(300 * 19, (await _gateway.Admin.SettledCountersAsync(_key.Id)).TotalTokens);
    }

    [Fact]
    public async Task A_restarting_upstream_loses_no_request()
    {
        await using var client = await _gateway.ConnectAsync();
        for (var i = 0; i < 40; i++)
        {
            Assert.Equal(200, (await client.ExchangeAsync(RequestText.Chat(_key.Secret))).Status);
            _upstream.CloseConnections();
        }
    }

    [Fact]
    public async Task A_reused_connection_that_dies_without_a_byte_is_tried_once_more()
    {
        _upstream.Respond = request => request.IndexOnConnection == 0 ? CompletionScript.Answer(request) : Reply.New().Close();
        await using var client = await _gateway.ConnectAsync();
        for (var i = 0; i < 20; i++) Assert.Equal(200, (await client.ExchangeAsync(RequestText.Chat(_key.Secret))).Status);
        Assert.Equal(20 * 19, (await _gateway.Admin.SettledCountersAsync(_key.Id)).TotalTokens);
    }

    [Fact]
    public async Task A_fresh_connection_that_dies_without_a_byte_is_not_tried_again()
    {
        _upstream.Respond = _ => Reply.New().Close();
        await using var client = await _gateway.ConnectAsync();
        Assert.Equal(502, (await client.ExchangeAsync(RequestText.Chat(_key.Secret))).Status);
        Assert.Single(_upstream.Requests);
    }

    [Fact]
    public async Task A_reused_connection_that_dies_late_is_not_tried_again()
    {
        _upstream.Respond = request => request.IndexOnConnection == 0 ? CompletionScript.Answer(request) : Reply.New().Pause(1500).Close();
        await using var client = await _gateway.ConnectAsync();
        Assert.Equal(200, (await client.ExchangeAsync(RequestText.Chat(_key.Secret))).Status);
        Assert.Equal(502, (await client.ExchangeAsync(RequestText.Chat(_key.Secret))).Status);
        Assert.Equal(2, _upstream.Requests.Count);
    }

    [Fact]
    public async Task Half_an_answer_is_never_asked_for_again()
    {
        _upstream.Respond = request => request.IndexOnConnection == 0 ? CompletionScript.Answer(request) : Reply.New().Send("HTTP/1.1 200 OK\r\nContent-").Close();
        await using var client = await _gateway.ConnectAsync();
        Assert.Equal(200, (await client.ExchangeAsync(RequestText.Chat(_key.Secret))).Status);
        Assert.Equal(502, (await client.ExchangeAsync(RequestText.Chat(_key.Secret))).Status);
        Assert.Equal(2, _upstream.Requests.Count);
    }
}
