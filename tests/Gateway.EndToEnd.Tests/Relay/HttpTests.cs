using System.Globalization;
using System.Text;
using Gateway.EndToEnd.Tests.Rig;
using Gateway.Testing.Http;
using Gateway.Testing.Upstreams;
using Xunit;

namespace Gateway.EndToEnd.Tests.Relay;

/// <summary>HTTP/1.1 as both sides may speak it (RFC 9110, RFC 9112).</summary>
public sealed class HttpTests(StandardGateway rig)
{
    [Fact]
    public async Task Pipelined_requests_are_answered_in_their_order()
    {
        var key = await rig.Admin.CreateKeyAsync();
        await using var connection = await rig.ConnectAsync();
        var text = new StringBuilder();
        for (var i = 1; i <= 20; i++) text.Append(RequestText.Chat(key.Secret, headers: $"{TestHeaders.Usage}: {i}/0"));
        await connection.SendAsync(text.ToString());
        for (var i = 1; i <= 20; i++)
        {
            var response = await connection.ReadResponseAsync();
            Assert.Equal(200, response.Status);
            Assert.Contains($"\"prompt_tokens\":{i},", response.Text, StringComparison.Ordinal);
        }

        Assert.Equal(210, (await rig.Admin.SettledCountersAsync(key.Id)).TotalTokens);
    }

    [Fact]
    public async Task Any_split_of_a_request_means_the_same()
    {
        var key = await rig.Admin.CreateKeyAsync();
        var bytes = Encoding.ASCII.GetBytes(RequestText.Chat(key.Secret));
        foreach (var size in new[] { 1, 7, 64 })
        {
            await using var connection = await rig.ConnectAsync();
            for (var at = 0; at < bytes.Length; at += size) await connection.SendAsync(bytes.AsMemory(at, Math.Min(size, bytes.Length - at)));
            Assert.Equal(200, (await connection.ReadResponseAsync()).Status);
        }
    }

    [Fact]
    public async Task Expect_100_continue_is_answered_when_the_body_is_wanted()
    {
        var key = await rig.Admin.CreateKeyAsync();
        var script = rig.Script(CompletionScript.Answer);
        var body = RequestText.ChatBody();
        await using var connection = await rig.ConnectAsync();
        await connection.SendAsync($"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key.Secret}\r\n{script.Line}\r\nExpect: 100-continue\r\nContent-Length: {body.Length}\r\n\r\n");
        Assert.Equal(100, (await connection.ReadAnyHeadAsync()).Status);
        await connection.SendAsync(body);
        Assert.Equal(200, (await connection.ReadResponseAsync()).Status);
        Assert.False(script.Requests[0].HasHeader("Expect"));
    }

    [Fact]
    public async Task Expect_100_continue_is_not_answered_when_the_key_is_refused()
    {
        await using var connection = await rig.ConnectAsync();
        await connection.SendAsync("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer nobody\r\nExpect: 100-continue\r\nContent-Length: 100\r\n\r\n");
        var response = await connection.ReadResponseAsync();
        Assert.Equal(401, response.Status);
        Assert.Empty(response.Interim);
    }

    [Fact]
    public async Task HTTP_1_0_is_answered_without_chunks_and_closed()
    {
        var key = await rig.Admin.CreateKeyAsync();
        var body = RequestText.ChatBody(stream: true);
        await using var connection = await rig.ConnectAsync();
        await connection.SendAsync($"POST /v1/chat/completions HTTP/1.0\r\nHost: x\r\nAuthorization: Bearer {key.Secret}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        var response = await connection.ReadResponseAsync();
        Assert.Equal(200, response.Status);
        Assert.Null(response.Header("Transfer-Encoding"));
        Assert.EndsWith("data: [DONE]\n\n", response.Text, StringComparison.Ordinal);
        Assert.StartsWith("data: {", response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HTTP_1_0_with_keep_alive_is_kept_for_a_body_of_known_length()
    {
        var key = await rig.Admin.CreateKeyAsync();
        var body = RequestText.ChatBody();
        await using var connection = await rig.ConnectAsync();
        var request = $"POST /v1/chat/completions HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\nAuthorization: Bearer {key.Secret}\r\nContent-Length: {body.Length}\r\n\r\n{body}";
        for (var i = 0; i < 2; i++)
        {
            var response = await connection.ExchangeAsync(request);
            Assert.Equal(200, response.Status);
            Assert.Equal("keep-alive", response.Header("Connection")?.ToLowerInvariant());
            Assert.NotNull(response.ContentLength);
        }
    }

    [Fact]
    public async Task Connection_close_is_honoured()
    {
        var key = await rig.Admin.CreateKeyAsync();
        await using var connection = await rig.ConnectAsync();
        var response = await connection.ExchangeAsync(RequestText.Chat(key.Secret, headers: "Connection: close"));
        Assert.Equal(200, response.Status);
        Assert.Equal("close", response.Header("Connection"));
        Assert.True(await connection.IsClosedByPeerAsync(TimeSpan.FromSeconds(5)));
    }

    [Theory]
    [InlineData(204, "HTTP/1.1 204 No Content\r\n\r\n")]
    [InlineData(304, "HTTP/1.1 304 Not Modified\r\nContent-Length: 500\r\nETag: \"x\"\r\n\r\n")]
    public async Task Answers_without_a_body_end_with_their_head(int status, string answer)
    {
        var key = await rig.Admin.CreateKeyAsync();
        var script = rig.Script(_ => Reply.New().Send(answer));
        await using var connection = await rig.ConnectAsync();
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(status, (await connection.ExchangeAsync(RequestText.Get("/v1/files/f", key.Secret, script.Line))).Status);
        }
    }

    [Fact]
    public async Task HEAD_is_answered_with_the_length_and_no_body()
    {
        var key = await rig.Admin.CreateKeyAsync();
        var script = rig.Script(_ => Reply.New().Send("HTTP/1.1 200 OK\r\nContent-Length: 12345\r\n\r\n"));
        await using var connection = await rig.ConnectAsync();
        for (var i = 0; i < 2; i++)
        {
            var response = await connection.ExchangeAsync(RequestText.Bodiless("HEAD", "/v1/files/f", key.Secret, script.Line));
            Assert.Equal(200, response.Status);
            Assert.Equal("12345", response.Header("Content-Length"));
        }

        Assert.Equal("HEAD", script.Requests[0].Method);
    }

    [Fact]
    public async Task Interim_answers_of_the_provider_do_not_end_the_exchange()
    {
        var key = await rig.Admin.CreateKeyAsync();
        var script = rig.Script(request => Reply.New()
            .Send("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n").Pause(10).Send("HTTP/1.1 102 Processing\r\n\r\n").Then(CompletionScript.Answer(request)));
        await using var connection = await rig.ConnectAsync();
        for (var i = 0; i < 2; i++) Assert.Equal(200, (await connection.ExchangeAsync(RequestText.Chat(key.Secret, headers: script.Line))).Status);
        Assert.Equal(38, (await rig.Admin.SettledCountersAsync(key.Id)).TotalTokens);
    }

    [Fact]
    public async Task Chunks_with_extensions_and_trailers_pass_as_plain_ones()
    {
        var key = await rig.Admin.CreateKeyAsync();
        const string Body = """{"id":"c","object":"chat.completion","model":"gpt-4o-mini","choices":[],"usage":{"prompt_tokens":5,"completion_tokens":6,"total_tokens":11}}""";
        var script = rig.Script(_ => Reply.New()
            .Send(Reply.Head(200, ["Content-Type: application/json"], "Transfer-Encoding: chunked", "Trailer: X-Sum"))
            .Send(Reply.Chunk(Body[..20], ";name=value;other=\"quoted\"") + Reply.Chunk(Body[20..]) + "0;last\r\nX-Sum: 1\r\n\r\n"));
        await using var connection = await rig.ConnectAsync();
        for (var i = 0; i < 2; i++)
        {
            var response = await connection.ExchangeAsync(RequestText.Chat(key.Secret, headers: script.Line));
            Assert.True(response.IsComplete);
            Assert.Equal(Body, response.Text);
        }

        Assert.Equal(22, (await rig.Admin.SettledCountersAsync(key.Id)).TotalTokens);
    }

    [Fact]
    public async Task A_chunked_request_goes_out_with_a_length()
    {
        var key = await rig.Admin.CreateKeyAsync();
        var script = rig.Script(CompletionScript.Answer);
        var body = RequestText.ChatBody();
        await using var connection = await rig.ConnectAsync();
        await connection.SendAsync($"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key.Secret}\r\n{script.Line}\r\nTransfer-Encoding: chunked\r\n\r\n");
        foreach (var part in body.Chunk(10)) await connection.SendAsync(Reply.Chunk(new string(part), ";x=y"));
        await connection.SendAsync("0\r\nX-Trailer: 1\r\n\r\n");
        Assert.Equal(200, (await connection.ReadResponseAsync()).Status);
        var sent = Assert.Single(script.Requests);
        Assert.Equal(body, sent.BodyText);
        Assert.Equal(body.Length.ToString(CultureInfo.InvariantCulture), sent.Header("Content-Length"));
        Assert.False(sent.HasHeader("Transfer-Encoding"));
        Assert.False(sent.HasHeader("X-Trailer"));
    }

    [Fact]
    public async Task Absolute_form_is_taken_and_goes_out_in_origin_form()
    {
        var key = await rig.Admin.CreateKeyAsync();
        var script = rig.Script(CompletionScript.Answer);
        var body = RequestText.ChatBody();
        var response = await rig.ExchangeAsync(
            $"POST http://gateway.test/v1/chat/completions?x=1 HTTP/1.1\r\nHost: gateway.test\r\nAuthorization: Bearer {key.Secret}\r\n{script.Line}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        Assert.Equal(200, response.Status);
        Assert.Equal("/v1/chat/completions?x=1", Assert.Single(script.Requests).Target);
    }

    [Fact]
    public async Task OPTIONS_for_the_server_as_a_whole_is_answered_here()
    {
        await using var connection = await rig.ConnectAsync();
        for (var i = 0; i < 2; i++)
        {
            var response = await connection.ExchangeAsync("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n");
            Assert.InRange(response.Status, 200, 204);
        }
    }

    [Fact]
    public async Task Upgrade_is_not_passed_on()
    {
        var key = await rig.Admin.CreateKeyAsync();
        var script = rig.Script(CompletionScript.Answer);
        var response = await rig.ExchangeAsync(RequestText.Chat(key.Secret, headers: [script.Line, "Connection: Upgrade, X-Named", "Upgrade: websocket", "X-Named: hop", "X-End: to-end"]));
        Assert.Equal(200, response.Status);
        var sent = Assert.Single(script.Requests);
        Assert.False(sent.HasHeader("Upgrade"));
        Assert.False(sent.HasHeader("X-Named"));
        Assert.Equal("to-end", sent.Header("X-End"));
    }

    [Fact]
    public async Task Hop_by_hop_headers_of_the_provider_stay_behind()
    {
        var key = await rig.Admin.CreateKeyAsync();
        var script = rig.Script(_ => Reply.With(200, "{}", "application/json", "Connection: X-Named", "X-Named: hop", "Keep-Alive: timeout=5", "Proxy-Authenticate: Basic", "X-End: to-end"));
        var response = await rig.ExchangeAsync(RequestText.Get("/v1/files/f", key.Secret, script.Line));
        Assert.Equal("to-end", response.Header("X-End"));
        foreach (var name in new[] { "X-Named", "Keep-Alive", "Proxy-Authenticate" }) Assert.Null(response.Header(name));
    }

    [Fact]
    public async Task Bytes_behind_an_answer_cost_the_connection_and_nothing_else()
    {
        var key = await rig.Admin.CreateKeyAsync();
        await using var connection = await rig.ConnectAsync();
        for (var i = 0; i < 5; i++)
        {
            var response = await connection.ExchangeAsync(RequestText.Chat(key.Secret, headers: $"{TestHeaders.Fault}: Extra"));
            Assert.Equal(200, response.Status);
            Assert.DoesNotContain("extra", response.Text, StringComparison.Ordinal);
        }

        Assert.Equal(95, (await rig.Admin.SettledCountersAsync(key.Id)).TotalTokens);
    }

    [Fact]
    public async Task Request_ids_are_kept_apart()
    {
        var key = await rig.Admin.CreateKeyAsync();
        var script = rig.Script(_ => Reply.With(200, "{}", "application/json", "X-Request-Id: from-provider"));
        var mine = await rig.ExchangeAsync(RequestText.Get("/v1/files/f", key.Secret, script.Line, "X-Request-Id: from-client"));
        Assert.Equal("from-client", mine.Header("x-request-id"));
        Assert.Equal("from-provider", mine.Header("x-upstream-request-id"));
        var made = await rig.ExchangeAsync(RequestText.Get("/v1/files/f", key.Secret, script.Line));
        Assert.NotEmpty(made.Header("x-request-id")!);
        Assert.NotEqual("from-provider", made.Header("x-request-id"));
    }

    [Fact]
    public async Task A_named_provider_gets_the_rest_of_the_path_and_the_model_without_its_prefix()
    {
        var key = await rig.Admin.CreateKeyAsync();
        var script = rig.Script(CompletionScript.Answer);
        Assert.Equal(200, (await rig.ExchangeAsync(RequestText.Post("/v1/chat/completions", key.Secret, RequestText.ChatBody("openai/gpt-4o-mini"), script.Line))).Status);
        Assert.Equal(200, (await rig.ExchangeAsync(RequestText.Post("/openai/v1/chat/completions?a=b", key.Secret, RequestText.ChatBody(), script.Line))).Status);
        Assert.Equal(RequestText.ChatBody("gpt-4o-mini"), script.Requests[0].BodyText);
        Assert.Equal("/v1/chat/completions", script.Requests[0].Target);
        Assert.EndsWith("/chat/completions?a=b", script.Requests[1].Target, StringComparison.Ordinal);
        Assert.Equal(38, (await rig.Admin.SettledCountersAsync(key.Id)).TotalTokens);
    }

    [Fact]
    public async Task The_key_can_see_its_own_limits_and_usage()
    {
        var key = await rig.Admin.CreateKeyAsync("""{"token_limit":1000,"requests_per_minute":60,"metadata":{"secret":"note"}}""");
        await rig.ExchangeAsync(RequestText.Chat(key.Secret));
        await rig.Admin.SettledCountersAsync(key.Id);
        var own = await rig.ExchangeAsync(RequestText.Get("/v1/key", key.Secret));
        Assert.Equal(200, own.Status);
        var json = System.Text.Json.JsonDocument.Parse(own.Body).RootElement;
        Assert.Equal(1000, json.GetProperty("token_limit").GetInt64());
        Assert.Equal(19, json.GetProperty("usage").GetProperty("lifetime").GetProperty("total_tokens").GetInt64());
        Assert.False(json.TryGetProperty("metadata", out _));
        Assert.DoesNotContain(key.Secret, own.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_needs_no_key()
    {
        Assert.Equal(200, (await rig.ExchangeAsync(RequestText.Get("/health/live", null))).Status);
        Assert.Equal(200, (await rig.ExchangeAsync(RequestText.Get("/health/ready", null))).Status);
    }

    [Fact]
    public async Task The_model_list_is_filtered_by_what_the_key_may_use()
    {
        var all = await rig.Admin.CreateKeyAsync();
        var some = await rig.Admin.CreateKeyAsync("""{"allowed_models":["gpt-4o-mini"]}""");
        Assert.Contains("\"gpt-4o\"", (await rig.ExchangeAsync(RequestText.Get("/v1/models", all.Secret))).Text, StringComparison.Ordinal);
        var filtered = (await rig.ExchangeAsync(RequestText.Get("/v1/models", some.Secret))).Text;
        Assert.Contains("gpt-4o-mini", filtered, StringComparison.Ordinal);
        Assert.DoesNotContain("\"gpt-4o\"", filtered, StringComparison.Ordinal);
    }
}
