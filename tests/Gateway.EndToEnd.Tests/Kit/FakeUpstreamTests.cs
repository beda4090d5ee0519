using Gateway.Testing.Http;
using Gateway.Testing.Upstreams;
using Xunit;

namespace Gateway.EndToEnd.Tests.Kit;

/// <summary>The fake upstream is what the other tests believe; so it is tried on its own first.</summary>
public sealed class FakeUpstreamTests
{
    [Fact]
    public async Task Records_a_chunked_request_byte_by_byte()
    {
        await using var upstream = FakeUpstream.Start();
        await using var client = await RawConnection.OpenAsync(upstream.Port);
        const string Head = "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nX-Odd :  two  \r\nTransfer-Encoding: chunked\r\n\r\n";
        await client.SendAsync(Head + "5;a=b\r\n{\"mod\r\n9\r\nel\":\"m1\"}\r\n0\r\nT: 1\r\n\r\n");
        var response = await client.ReadResponseAsync();

        Assert.Equal(200, response.Status);
        Assert.Equal(Head, upstream.LastRequest.HeadText);
        Assert.Equal("{\"model\":\"m1\"}", upstream.LastRequest.BodyText);
        Assert.Equal("5;a=b\r\n{\"mod\r\n9\r\nel\":\"m1\"}\r\n0\r\nT: 1\r\n\r\n", System.Text.Encoding.Latin1.GetString(upstream.LastRequest.RawBody));
        Assert.Equal(CompletionScript.DefaultUsage, upstream.Ledger.Of("m1").Low);
    }

    [Theory]
    [InlineData("/v1/chat/completions", "[DONE]")]
    [InlineData("/v1/completions", "[DONE]")]
    [InlineData("/v1/responses", "response.completed")]
    [InlineData("/v1/messages", "message_stop")]
    public async Task Streams_each_dialect_to_its_end_marker(string target, string marker)
    {
        await using var upstream = FakeUpstream.Start();
        await using var client = await RawConnection.OpenAsync(upstream.Port);
        var response = await client.ExchangeAsync(RequestText.Post(target, null, RequestText.ChatBody(stream: true, more: "\"stream_options\":{\"include_usage\":true},")));

        Assert.True(response.IsComplete);
        Assert.Contains(marker, response.Text, StringComparison.Ordinal);
        Assert.Contains("usage", response.Text, StringComparison.Ordinal);
        Assert.Equal(1, upstream.Ledger.Of("gpt-4o-mini").Exchanges);
        Assert.Equal(0, upstream.Ledger.Of("gpt-4o-mini").EstimatesHigh);
    }

    [Theory]
    [InlineData(UpstreamFault.Cut, true)]
    [InlineData(UpstreamFault.Reset, true)]
    [InlineData(UpstreamFault.Cut, false)]
    [InlineData(UpstreamFault.Reset, false)]
    public async Task A_cut_answer_is_seen_as_cut(UpstreamFault fault, bool stream)
    {
        await using var upstream = FakeUpstream.Start();
        await using var client = await RawConnection.OpenAsync(upstream.Port);
        var response = await client.ExchangeAsync(RequestText.Chat(null, stream: stream, headers: $"{TestHeaders.Fault}: {fault}"));

        Assert.Equal(200, response.Status);
        Assert.False(response.IsComplete);
        Assert.Equal(1, upstream.Ledger.Of("gpt-4o-mini").EstimatesHigh);
    }

    [Fact]
    public async Task Closes_without_announcing_it_and_drops_without_a_byte()
    {
        await using var upstream = FakeUpstream.Start();
        await using var first = await RawConnection.OpenAsync(upstream.Port);
        var response = await first.ExchangeAsync(RequestText.Chat(null, headers: $"{TestHeaders.Fault}: CloseAfter"));
        Assert.True(response.IsComplete);
        Assert.Null(response.Header("Connection"));
        Assert.True(await first.IsClosedByPeerAsync(TimeSpan.FromSeconds(5)));

        await using var second = await RawConnection.OpenAsync(upstream.Port);
        await second.SendAsync(RequestText.Chat(null, headers: $"{TestHeaders.Fault}: Drop"));
        await Assert.ThrowsAsync<EndOfStreamException>(() => second.ReadResponseAsync());
    }

    [Fact]
    public async Task A_script_that_throws_is_noticed()
    {
        await using var upstream = FakeUpstream.Start(_ => throw new InvalidOperationException("mistake in a test"));
        await using var client = await RawConnection.OpenAsync(upstream.Port);
        var response = await client.ExchangeAsync(RequestText.Get("/", null));
        Assert.Equal(599, response.Status);
        Assert.Single(upstream.ScriptFaults);
    }

    [Fact]
    public async Task Huge_bodies_are_counted_and_hashed_but_not_kept()
    {
        await using var upstream = FakeUpstream.Start(_ => Reply.New().Send(Reply.Head(200, [], "Content-Length: 8388608")).Repeat(new byte[65536], 128));
        upstream.KeptBodyBytes = 1000;
        await using var client = await RawConnection.OpenAsync(upstream.Port);
        var body = new byte[5_000_000];
        Random.Shared.NextBytes(body);
        await client.SendAsync($"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {body.Length}\r\n\r\n");
        await client.SendAsync(body);
        var response = await client.ReadHeadAsync();
        await client.ReadBodyAsync(response, keep: 10);

        Assert.Equal(8_388_608, response.BodyLength);
        Assert.Equal(body.Length, upstream.LastRequest.BodyLength);
        Assert.Equal(1000, upstream.LastRequest.Body.Length);
        Assert.Equal(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(body)), upstream.LastRequest.BodyHash);
    }
}
