using System.Diagnostics;
using System.Text;
using Gateway.EndToEnd.Tests.Rig;
using Gateway.Testing.Http;
using Gateway.Testing.Upstreams;
using Xunit;

namespace Gateway.EndToEnd.Tests.Relay;

/// <summary>Streams: every event at once, usage asked for and hidden, and an end that is never made up.</summary>
public sealed class StreamingTests(StandardGateway rig)
{
    [Fact]
    public async Task Each_event_arrives_before_the_next_one_is_sent()
    {
        var key = await rig.Admin.CreateKeyAsync();
        var gates = Enumerable.Range(0, 5).Select(_ => new TaskCompletionSource()).ToArray();
        var script = rig.Script(_ =>
        {
            var reply = Reply.New().Send(Reply.Head(200, ["Content-Type: text/event-stream"], "Transfer-Encoding: chunked"));
            for (var i = 0; i < gates.Length; i++) reply.WaitFor(gates[i].Task).Send(Reply.Chunk(Event(i)));
            return reply.Send(Reply.Chunk("data: [DONE]\n\n") + "0\r\n\r\n");
        });
        await using var connection = await rig.ConnectAsync();
        await connection.SendAsync(RequestText.Chat(key.Secret, stream: true, headers: script.Line));
        // The head comes although no event has: a client may have to know that it was admitted.
        var response = await connection.ReadHeadAsync();
        Assert.Equal(200, response.Status);
        for (var i = 0; i < gates.Length; i++)
        {
            gates[i].SetResult();
            var text = new StringBuilder();
            while (!text.ToString().EndsWith("\n\n", StringComparison.Ordinal)) text.Append(Encoding.UTF8.GetString((await connection.ReadChunkAsync())!));
            Assert.Equal(Event(i), text.ToString());
        }

        static string Event(int i) => $"data: {{\"id\":\"c\",\"model\":\"gpt-4o-mini\",\"choices\":[{{\"index\":0,\"delta\":{{\"content\":\"w{i}\"}}}}]}}\n\n";
    }

    [Theory]
    [InlineData(Api.OpenAi)]
    [InlineData(Api.Anthropic)]
    [InlineData(Api.Gemini)]
    public async Task A_stream_is_metered_exactly(Api api)
    {
        var key = await rig.Admin.CreateKeyAsync();
        var usage = new TokenCounts(1200, 345, 200, api == Api.Anthropic ? 100 : 0, api == Api.Anthropic ? 0 : 40);
        var response = await rig.ExchangeAsync(api.Request(key.Secret, stream: true, headers: $"{TestHeaders.Usage}: {usage.ToHeader()}"));
        Assert.Equal(200, response.Status);
        Assert.True(response.IsComplete);
        Assert.Contains("word ", response.Text, StringComparison.Ordinal);
        var counters = await rig.Admin.SettledCountersAsync(key.Id);
        Assert.Equal(usage with { Reasoning = 0 }, counters.Tokens);
        Assert.Equal(0, counters.Estimated);
        Assert.True(counters.CostUsd > 0);
    }

    [Theory]
    [InlineData("/v1/chat/completions")]
    [InlineData("/v1/completions")]
    public async Task Usage_is_asked_for_and_its_event_hidden_from_a_client_that_did_not_ask(string target)
    {
        var key = await rig.Admin.CreateKeyAsync();
        var script = rig.Script(CompletionScript.Answer);
        var response = await rig.ExchangeAsync(RequestText.Post(target, key.Secret, RequestText.ChatBody(stream: true), script.Line));

        var sent = Assert.Single(script.Requests);
        Assert.True(sent.Json.GetProperty("stream_options").GetProperty("include_usage").GetBoolean());
        Assert.Equal(sent.BodyLength, long.Parse(sent.Header("Content-Length")!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.DoesNotContain("prompt_tokens", response.Text, StringComparison.Ordinal);
        Assert.EndsWith("data: [DONE]\n\n", response.Text, StringComparison.Ordinal);
        Assert.Equal(6, response.Text.Split("data: ").Length - 1);
        Assert.Equal(19, (await rig.Admin.SettledCountersAsync(key.Id)).TotalTokens);
    }

    [Fact]
    public async Task A_client_that_asked_for_usage_sees_it_and_its_body_stays_as_it_was()
    {
        var key = await rig.Admin.CreateKeyAsync();
        var script = rig.Script(CompletionScript.Answer);
        var body = RequestText.ChatBody(stream: true, more: "\"stream_options\":{\"include_usage\":true},");
        var response = await rig.ExchangeAsync(RequestText.Post("/v1/chat/completions", key.Secret, body, script.Line));
        Assert.Contains("\"prompt_tokens\":12", response.Text, StringComparison.Ordinal);
        Assert.Equal(body, Assert.Single(script.Requests).BodyText);
    }

    [Theory]
    [InlineData("/v1/responses", true)]
    [InlineData("/v1/messages", true)]
    [InlineData("/v1/chat/completions", false)]
    public async Task Usage_is_not_asked_for_where_it_would_not_be_legal(string target, bool stream)
    {
        var key = await rig.Admin.CreateKeyAsync();
        var script = rig.Script(CompletionScript.Answer);
        var body = RequestText.ChatBody(stream: stream);
        Assert.Equal(200, (await rig.ExchangeAsync(RequestText.Post(target, key.Secret, body, script.Line))).Status);
        Assert.Equal(body, Assert.Single(script.Requests).BodyText);
    }

    [Theory]
    [InlineData(Api.OpenAi, UpstreamFault.Cut, true)]
    [InlineData(Api.OpenAi, UpstreamFault.Reset, true)]
    [InlineData(Api.Anthropic, UpstreamFault.Cut, true)]
    [InlineData(Api.Gemini, UpstreamFault.Cut, true)]
    [InlineData(Api.OpenAi, UpstreamFault.Cut, false)]
    [InlineData(Api.OpenAi, UpstreamFault.Reset, false)]
    public async Task An_upstream_that_dies_in_the_middle_is_never_a_clean_end(Api api, UpstreamFault fault, bool stream)
    {
        var key = await rig.Admin.CreateKeyAsync();
        await using var connection = await rig.ConnectAsync();
        await connection.SendAsync(api.Request(key.Secret, stream: stream, headers: [$"{TestHeaders.Fault}: {fault}", $"{TestHeaders.Pace}: 5"]));
        var response = await connection.ReadResponseAsync();
        if (response.Status == 502) Assert.False(stream, "a stream had begun");
        else Assert.False(response.IsComplete, $"a clean end was made up:\n{response}");
        if (stream)
        {
            Assert.Equal(200, response.Status);
            Assert.Contains("word ", response.Text, StringComparison.Ordinal);
            var counters = await rig.Admin.SettledCountersAsync(key.Id);
            Assert.Equal(1, counters.Estimated);
            Assert.True(counters.Tokens is { Input: > 0, Output: > 0 }, $"{counters}");
        }
    }

    [Fact]
    public async Task A_stream_delimited_by_close_ends_cleanly_only_with_its_upstream()
    {
        var key = await rig.Admin.CreateKeyAsync();
        var script = rig.Script(_ => Reply.New()
            .Send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n")
            .Pause(20)
            .Send("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1,\"total_tokens\":4}}\n\ndata: [DONE]\n\n")
            .Close());
        var response = await rig.ExchangeAsync(RequestText.Chat(key.Secret, stream: true, headers: script.Line));
        Assert.True(response.IsComplete);
        Assert.EndsWith("data: [DONE]\n\n", response.Text, StringComparison.Ordinal);
        Assert.Equal(4, (await rig.Admin.SettledCountersAsync(key.Id)).TotalTokens);
    }

    [Fact]
    public async Task An_answer_without_usage_is_charged_by_estimate()
    {
        var key = await rig.Admin.CreateKeyAsync();
        Assert.Equal(200, (await rig.ExchangeAsync(RequestText.Chat(key.Secret, headers: $"{TestHeaders.Fault}: NoUsage"))).Status);
        var counters = await rig.Admin.SettledCountersAsync(key.Id);
        Assert.Equal(1, counters.Estimated);
        Assert.InRange(counters.Tokens.Input, RequestText.ChatBody().Length / 4, (RequestText.ChatBody().Length / 4) + 1);
    }

    [Fact]
    public async Task A_client_that_closes_right_after_the_last_event_is_charged_in_full()
    {
        var key = await rig.Admin.CreateKeyAsync();
        var goOn = new TaskCompletionSource();
        var script = rig.Script(_ => Reply.New()
            .Send(Reply.Head(200, ["Content-Type: text/event-stream"], "Transfer-Encoding: chunked"))
            .Send(Reply.Chunk("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n"))
            .Send(Reply.Chunk("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":30,\"completion_tokens\":10,\"total_tokens\":40}}\n\n"))
            .Send(Reply.Chunk("data: [DONE]\n\n"))
            .WaitFor(goOn.Task));
        var connection = await rig.ConnectAsync();
        await connection.SendAsync(RequestText.Chat(key.Secret, stream: true, headers: script.Line));
        await connection.ReadHeadAsync();
        var text = "";
        while (!text.Contains("[DONE]", StringComparison.Ordinal)) text += Encoding.UTF8.GetString((await connection.ReadChunkAsync())!);
        connection.Abort();
        var counters = await rig.Admin.SettledCountersAsync(key.Id);
        goOn.SetResult();
        Assert.Equal(40, counters.TotalTokens);
        Assert.Equal(0, counters.Estimated);
    }

    [Fact]
    public async Task A_client_that_goes_away_cuts_the_upstream_and_is_charged_for_what_came()
    {
        var key = await rig.Admin.CreateKeyAsync();
        var script = rig.Script(CompletionScript.Answer);
        var connection = await rig.ConnectAsync();
        await connection.SendAsync(RequestText.Chat(key.Secret, stream: true, headers: [script.Line, $"{TestHeaders.Deltas}: 2000", $"{TestHeaders.Pace}: 20", $"{TestHeaders.Leaves}: 1"]));
        await connection.ReadHeadAsync();
        for (var i = 0; i < 5; i++) await connection.ReadChunkAsync();
        var watch = Stopwatch.StartNew();
        connection.Abort();
        var counters = await rig.Admin.SettledCountersAsync(key.Id);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"settled after {watch.Elapsed}");
        Assert.Equal(1, counters.Estimated);
        Assert.InRange(counters.Tokens.Output, 4, 200);
    }

    [Fact]
    public async Task What_is_ready_is_still_delivered_to_a_client_that_closed_its_sending_side()
    {
        var key = await rig.Admin.CreateKeyAsync();
        await using var connection = await rig.ConnectAsync();
        await connection.SendAsync(RequestText.Chat(key.Secret, stream: true, headers: $"{TestHeaders.Pace}: 20") + RequestText.Chat(key.Secret));
        connection.HalfClose();
        var first = await connection.ReadResponseAsync();
        Assert.True(first.IsComplete);
        Assert.EndsWith("data: [DONE]\n\n", first.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await connection.ReadResponseAsync()).Status);
        Assert.True(await connection.IsClosedByPeerAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal(38, (await rig.Admin.SettledCountersAsync(key.Id)).TotalTokens);
    }

    [Fact]
    public async Task An_exchange_that_waits_too_long_after_a_half_close_is_abandoned()
    {
        var key = await rig.Admin.CreateKeyAsync();
        var script = rig.Script(_ => Reply.New()
            .Send(Reply.Head(200, ["Content-Type: text/event-stream"], "Transfer-Encoding: chunked"))
            .Send(Reply.Chunk("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n"))
            .Hang());
        await using var connection = await rig.ConnectAsync();
        await connection.SendAsync(RequestText.Chat(key.Secret, stream: true, headers: script.Line));
        await connection.ReadHeadAsync();
        await connection.ReadChunkAsync();
        connection.HalfClose();
        var watch = Stopwatch.StartNew();
        var counters = await rig.Admin.SettledCountersAsync(key.Id);
        Assert.InRange(watch.Elapsed.TotalSeconds, 1.0, 6.0);
        Assert.Equal(1, counters.Estimated);
    }
}
