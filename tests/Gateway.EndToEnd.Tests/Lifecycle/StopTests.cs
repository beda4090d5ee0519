using System.Diagnostics;
using System.Text;
using Gateway.Testing.Http;
using Gateway.Testing.Processes;
using Gateway.Testing.Upstreams;
using Xunit;

namespace Gateway.EndToEnd.Tests.Lifecycle;

/// <summary>SIGTERM lets requests in flight come to their end; a second one cuts them.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task An_idle_gateway_stops_at_once_and_with_success()
    {
        await using var upstream = FakeUpstream.Start();
        await using var gateway = await GatewayProcess.StartAsync(GatewaySetup.For(upstream.Url));
        await using var idle = await gateway.ConnectAsync();
        var key = await gateway.Admin.CreateKeyAsync();
        Assert.Equal(200, (await idle.ExchangeAsync(RequestText.Chat(key.Secret))).Status);
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, await gateway.StopAsync());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(8), $"{watch.Elapsed}");
        Assert.True(await idle.IsClosedByPeerAsync(TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public async Task A_stream_in_flight_is_finished_and_no_new_connection_taken()
    {
        await using var upstream = FakeUpstream.Start();
        var goOn = new TaskCompletionSource();
        upstream.Respond = _ => Reply.New()
            .Send(Reply.Head(200, ["Content-Type: text/event-stream"], "Transfer-Encoding: chunked"))
            .Send(Reply.Chunk("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n"))
            .WaitFor(goOn.Task)
            .Send(Reply.Chunk("data: [DONE]\n\n") + "0\r\n\r\n");
        await using var gateway = await GatewayProcess.StartAsync(GatewaySetup.For(upstream.Url));
        var key = await gateway.Admin.CreateKeyAsync();
        await using var client = await gateway.ConnectAsync();
        await client.SendAsync(RequestText.Chat(key.Secret, stream: true));
        await client.ReadHeadAsync();
        await client.ReadChunkAsync();

        gateway.Child.Terminate();
        await AssertRefusesConnectionsAsync(gateway.Port);
        Assert.False(gateway.Child.HasExited);
        goOn.SetResult();
        var text = new StringBuilder();
        while (await client.ReadChunkAsync() is { } chunk) text.Append(Encoding.UTF8.GetString(chunk));
        Assert.EndsWith("data: [DONE]\n\n", text.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await gateway.Child.WaitForExitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_request_that_comes_on_an_open_connection_while_draining_is_told_so_or_finds_it_closed()
    {
        await using var upstream = FakeUpstream.Start();
        var goOn = new TaskCompletionSource();
        upstream.Respond = request => Reply.New().WaitFor(goOn.Task).Then(CompletionScript.Answer(request));
        await using var gateway = await GatewayProcess.StartAsync(GatewaySetup.For(upstream.Url));
        var key = await gateway.Admin.CreateKeyAsync();
        await using var client = await gateway.ConnectAsync();
        // Two pipelined requests: the first is in flight when draining begins, the second is not.
        await client.SendAsync(RequestText.Chat(key.Secret) + RequestText.Chat(key.Secret));
        await upstream.WaitForRequestsAsync(1);
        gateway.Child.Terminate();
        await AssertRefusesConnectionsAsync(gateway.Port);
        goOn.SetResult();
        var first = await client.ReadResponseAsync();
        Assert.Equal(200, first.Status);
        if (first.Header("Connection") != "close")
        {
            var second = await client.ReadResponseAsync();
            Rig.Envelope.AssertRefused(second, Rig.Api.OpenAi, 503, "server_error", "draining");
            Assert.Equal("close", second.Header("Connection"));
        }

        Assert.True(await client.IsClosedByPeerAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal(0, await gateway.Child.WaitForExitAsync(TimeSpan.FromSeconds(10)));
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task A_second_signal_cuts()
    {
        await using var upstream = FakeUpstream.Start(_ => Reply.New()
            .Send(Reply.Head(200, ["Content-Type: text/event-stream"], "Transfer-Encoding: chunked"))
            .Send(Reply.Chunk("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n"))
            .Hang());
        await using var gateway = await GatewayProcess.StartAsync(GatewaySetup.For(upstream.Url));
        var key = await gateway.Admin.CreateKeyAsync();
        await using var client = await gateway.ConnectAsync();
        await client.SendAsync(RequestText.Chat(key.Secret, stream: true));
        var response = await client.ReadHeadAsync();
        await client.ReadChunkAsync();
        gateway.Child.Terminate();
        await AssertRefusesConnectionsAsync(gateway.Port);
        await Task.Delay(300);
        Assert.False(gateway.Child.HasExited);
        var watch = Stopwatch.StartNew();
        gateway.Child.Terminate();
        await gateway.Child.WaitForExitAsync(TimeSpan.FromSeconds(10));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
        await client.ReadBodyAsync(response);
        Assert.False(response.IsComplete, "a stream that was cut looks complete");
    }

    [Fact]
    public async Task Draining_ends_after_its_timeout()
    {
        await using var upstream = FakeUpstream.Start(_ => Reply.New().Hang());
        await using var gateway = await GatewayProcess.StartAsync(GatewaySetup.For(upstream.Url).Limit("DrainTimeout", "00:00:02"));
        var key = await gateway.Admin.CreateKeyAsync();
        await using var client = await gateway.ConnectAsync();
        await client.SendAsync(RequestText.Chat(key.Secret));
        await upstream.WaitForRequestsAsync(1);
        var watch = Stopwatch.StartNew();
        await gateway.StopAsync();
        Assert.InRange(watch.Elapsed.TotalSeconds, 1.5, 8);
    }

    private static async Task AssertRefusesConnectionsAsync(int port)
    {
        for (var i = 0; i < 200; i++)
        {
            try
            {
                await using var connection = await RawConnection.OpenAsync(port);
            }
            catch (System.Net.Sockets.SocketException)
            {
                return;
            }

            await Task.Delay(20);
        }

        Assert.Fail("connections are still taken");
    }
}
