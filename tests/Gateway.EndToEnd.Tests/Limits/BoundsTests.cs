using System.Diagnostics;
using Gateway.EndToEnd.Tests.Rig;
using Gateway.Testing.Http;
using Gateway.Testing.Processes;
using Gateway.Testing.Upstreams;
using Xunit;

namespace Gateway.EndToEnd.Tests.Limits;

/// <summary>The process's own limits on sizes and times, set small.</summary>
public sealed class BoundsTests : IAsyncLifetime
{
    private const int HeldBytes = 64 * 1024;
    private readonly FakeUpstream _upstream = FakeUpstream.Start();
    private GatewayProcess _gateway = null!;
    private CreatedKey _key = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayProcess.StartAsync(GatewaySetup.For(_upstream.Url)
            .Limit("HeadBytes", "8192")
            .Limit("HeadTimeout", "00:00:01")
            .Limit("BodyBytes", "1048576")
            .Limit("HeldBodyBytes", "65536")
            .Limit("IdleTimeout", "00:00:02")
            .Limit("MinBodyBytesPerSecond", "100000"));
        _key = await _gateway.Admin.CreateKeyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task A_body_that_says_it_is_too_large_is_413_at_once()
    {
        await using var connection = await _gateway.ConnectAsync();
        await connection.SendAsync(Head("Content-Length: 1048577"));
        Envelope.AssertRefused(await connection.ReadResponseAsync(), Api.OpenAi, 413, "invalid_request_error", "body_too_large");
        Assert.Empty(_upstream.Requests);
    }

    [Fact]
    public async Task A_chunked_body_that_grows_too_large_is_413()
    {
        await using var connection = await _gateway.ConnectAsync();
        await connection.SendAsync(Head("Transfer-Encoding: chunked") + Reply.Chunk("{\"model\":\"gpt-4o-mini\",\"x\":\"" + new string('a', 30_000)));
        var chunk = Reply.Chunk(new string('a', 30_000));
        var sending = Task.Run(async () =>
        {
            try
            {
                for (var i = 0; i < 60; i++) await connection.SendAsync(chunk);
            }
            catch (System.Net.Sockets.SocketException)
            {
                return;
            }
        });
        Envelope.AssertRefused(await connection.ReadResponseAsync(), Api.OpenAi, 413, "invalid_request_error", "body_too_large");
        await connection.IsClosedByPeerAsync(TimeSpan.FromSeconds(5));
        await connection.DisposeAsync();
        await sending;
    }

    [Fact]
    public async Task A_model_that_does_not_show_within_the_held_part_is_400()
    {
        var body = $$"""{"messages":[{"role":"user","content":"{{new string('a', 2 * HeldBytes)}}"}],"model":"gpt-4o-mini"}""";
        await using var connection = await _gateway.ConnectAsync();
        Envelope.AssertRefused(await connection.ExchangeAsync(RequestText.Post("/v1/chat/completions", _key.Secret, body)), Api.OpenAi, 400, "invalid_request_error", "model_not_found");
    }

    [Fact]
    public async Task A_longer_body_that_shows_its_model_in_time_streams_on()
    {
        var body = $$"""{"model":"gpt-4o-mini","messages":[{"role":"user","content":"{{new string('a', 8 * HeldBytes)}}"}]}""";
        await using var connection = await _gateway.ConnectAsync();
        Assert.Equal(200, (await connection.ExchangeAsync(RequestText.Post("/v1/chat/completions", _key.Secret, body))).Status);
        Assert.Equal(body, _upstream.LastRequest.BodyText);
    }

    [Fact]
    public async Task A_slow_head_is_408()
    {
        await using var connection = await _gateway.ConnectAsync();
        await connection.SendAsync("GET /v1/models HTTP/1.1\r\nHost: x\r\n");
        var watch = Stopwatch.StartNew();
        Envelope.AssertRefused(await connection.ReadResponseAsync(), Api.OpenAi, 408, "invalid_request_error", "request_timeout");
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.8, 4);
        Assert.True(await connection.IsClosedByPeerAsync(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task A_slow_body_is_408()
    {
        await using var connection = await _gateway.ConnectAsync();
        await connection.SendAsync(Head("Content-Length: 5000") + "{\"model\":");
        var watch = Stopwatch.StartNew();
        Envelope.AssertRefused(await connection.ReadResponseAsync(), Api.OpenAi, 408, "invalid_request_error", "request_timeout");
        Assert.InRange(watch.Elapsed.TotalSeconds, 3, 9);
        var counters = await _gateway.Admin.SettledCountersAsync(_key.Id);
        Assert.Equal(0, counters.Requests);
    }

    [Fact]
    public async Task An_idle_connection_is_closed_without_a_word()
    {
        await using var connection = await _gateway.ConnectAsync();
        Assert.Equal(200, (await connection.ExchangeAsync(RequestText.Chat(_key.Secret))).Status);
        Assert.True(await connection.IsClosedByPeerAsync(TimeSpan.FromSeconds(8)));
    }

    [Fact]
    public async Task Slow_bodies_take_no_room_in_any_limit_of_their_key()
    {
        // A burst of clients that are slow with their bodies: none of them is admitted yet, so none may keep another one out.
        var key = await _gateway.Admin.CreateKeyAsync("""{"max_in_flight":1,"requests_per_minute":1,"token_limit":100000}""");
        var body = RequestText.ChatBody();
        var slow = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            var connection = await _gateway.ConnectAsync();
            await connection.SendAsync(Head($"Content-Length: {body.Length}", key.Secret) + body[..10]);
            return connection;
        }));
        await using var quick = await _gateway.ConnectAsync();
        Assert.Equal(200, (await quick.ExchangeAsync(RequestText.Chat(key.Secret))).Status);
        // The reading of the clock belongs behind the body: what they waited for it does not count for or against them.
        await Task.WhenAll(slow.Select(connection => connection.SendAsync(body[10..])));
        foreach (var connection in slow)
        {
            Assert.Equal(429, (await connection.ReadResponseAsync()).Status);
            await connection.DisposeAsync();
        }

        var counters = await _gateway.Admin.SettledCountersAsync(key.Id);
        Assert.Equal(1, counters.Requests);
        Assert.Equal(50, counters.Refused);
    }

    private string Head(string framing, string? secret = null) =>
        $"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {secret ?? _key.Secret}\r\nContent-Type: application/json\r\n{framing}\r\n\r\n";
}
