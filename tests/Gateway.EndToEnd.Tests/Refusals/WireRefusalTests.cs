using System.Text;
using Gateway.EndToEnd.Tests.Rig;
using Gateway.Testing.Http;
using Xunit;

namespace Gateway.EndToEnd.Tests.Refusals;

/// <summary>What is malformed gets its answer and a closed connection, and never reaches the provider.</summary>
public sealed class WireRefusalTests(StandardGateway rig)
{
    [Theory]
    [InlineData("GET /v1/models\r\n\r\n")]
    [InlineData("GET /v1/models HTTP/2.0\r\nHost: x\r\n\r\n")]
    [InlineData("GET  /v1/models HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET /v1/models HTTP/1.1\r\n\r\n")]
    [InlineData("GET /v1/models HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n")]
    [InlineData("GET /v1/models HTTP/1.1\nHost: x\n\n")]
    [InlineData("GET /v1/models HTTP/1.1\r\nHost : x\r\n\r\n")]
    [InlineData("GET /v1/models HTTP/1.1\r\nHost: x\r\nA: b\r\n folded\r\n\r\n")]
    [InlineData("GET /v1/models HTTP/1.1\r\nHost: x\r\nA: b\u0001\r\n\r\n")]
    [InlineData("BREW /v1/models HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello")]
    [InlineData("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: +5\r\n\r\nhello")]
    [InlineData("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("POST /v1/chat/completions HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("GET http://other/v1/models HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET /v1/../admin HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET /v1/%2e%2e/admin HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET /v1/a%2Fb HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET /v1\\models HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET /v1/models%00 HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET /v1/models#part HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET http://user@x/v1/models HTTP/1.1\r\nHost: x\r\n\r\n")]
    public async Task Malformed_requests_are_400_and_the_connection_closes(string request)
    {
        await using var connection = await rig.ConnectAsync();
        await connection.SendAsync(Encoding.Latin1.GetBytes(request));
        var response = await connection.ReadResponseAsync();
        Envelope.AssertRefused(response, Api.OpenAi, 400, "invalid_request_error", "bad_request");
        Assert.Equal("close", response.Header("Connection"));
        Assert.True(await connection.IsClosedByPeerAsync(TimeSpan.FromSeconds(5)));
    }

    [Theory]
    [InlineData("nonsense\r\n")]
    [InlineData("-1\r\n")]
    [InlineData("fffffffffffffffff\r\n")]
    [InlineData("5\r\nhelloXX")]
    [InlineData("5\nhello\r\n0\r\n\r\n")]
    public async Task A_malformed_chunk_is_400_and_the_connection_closes(string chunks)
    {
        var key = await rig.Admin.CreateKeyAsync();
        await using var connection = await rig.ConnectAsync();
        await connection.SendAsync($"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key.Secret}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}");
        var response = await connection.ReadResponseAsync();
        Envelope.AssertRefused(response, Api.OpenAi, 400, "invalid_request_error", "bad_request");
        Assert.True(await connection.IsClosedByPeerAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal(0, (await rig.Admin.SettledCountersAsync(key.Id)).TotalTokens);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1,2]")]
    [InlineData("{\"model\" \"gpt-4o-mini\"}")]
    [InlineData("{\"messages\":[}")]
    public async Task A_body_that_is_not_json_is_invalid_json(string body)
    {
        var key = await rig.Admin.CreateKeyAsync();
        var response = await rig.ExchangeAsync(RequestText.Post("/v1/chat/completions", key.Secret, body));
        Envelope.AssertRefused(response, Api.OpenAi, 400, "invalid_request_error", "invalid_json");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"messages\":[]}")]
    public async Task A_body_without_a_model_is_model_not_found(string body)
    {
        var key = await rig.Admin.CreateKeyAsync();
        var response = await rig.ExchangeAsync(RequestText.Post("/v1/chat/completions", key.Secret, body));
        Envelope.AssertRefused(response, Api.OpenAi, 400, "invalid_request_error", "model_not_found");
    }

    [Fact]
    public async Task A_compressed_body_is_415()
    {
        var key = await rig.Admin.CreateKeyAsync();
        var response = await rig.ExchangeAsync(RequestText.Chat(key.Secret, headers: "Content-Encoding: gzip"));
        Envelope.AssertRefused(response, Api.OpenAi, 415, "invalid_request_error", "unsupported_content_encoding");
    }

    [Fact]
    public async Task A_head_that_is_too_large_is_431()
    {
        await using var connection = await rig.ConnectAsync();
        await connection.SendAsync($"GET /v1/models HTTP/1.1\r\nHost: x\r\nX-Long: {new string('a', 40_000)}\r\n\r\n");
        var response = await connection.ReadResponseAsync();
        Envelope.AssertRefused(response, Api.OpenAi, 431, "invalid_request_error", "head_too_large");
        Assert.True(await connection.IsClosedByPeerAsync(TimeSpan.FromSeconds(5)));
    }

    [Theory]
    [InlineData("/", "unknown_route")]
    [InlineData("/nowhere/v1/chat/completions", "unknown_provider")]
    public async Task What_is_not_there_is_404(string target, string code)
    {
        var key = await rig.Admin.CreateKeyAsync();
        var response = await rig.ExchangeAsync(RequestText.Post(target, key.Secret, RequestText.ChatBody()));
        Envelope.AssertRefused(response, Api.OpenAi, 404, "invalid_request_error", code);
    }

    [Fact]
    public async Task After_a_refusal_the_body_is_never_read_as_the_next_request()
    {
        var key = await rig.Admin.CreateKeyAsync("""{"enabled":false}""");
        const string Smuggled = "GET /v1/models HTTP/1.1\r\nHost: x\r\nx-smuggled: yes\r\n\r\n";
        await using var connection = await rig.ConnectAsync();
        await connection.SendAsync($"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key.Secret}\r\nContent-Length: {Smuggled.Length}\r\n\r\n");
        await connection.SendAsync(Smuggled);
        await connection.SendAsync(RequestText.Get("/health/live", null));
        Envelope.AssertRefused(await connection.ReadResponseAsync(), Api.OpenAi, 401, "invalid_request_error", "api_key_disabled");
        try
        {
            // Either the connection goes on behind the drained body, or it ends; the smuggled request is answered in neither case.
            Assert.Equal(200, (await connection.ReadResponseAsync()).Status);
        }
        catch (EndOfStreamException)
        {
            return;
        }

        Assert.Equal(0, connection.Buffered);
    }

    [Fact]
    public async Task An_early_refusal_of_a_large_body_arrives_and_then_the_connection_closes()
    {
        var key = await rig.Admin.CreateKeyAsync("""{"enabled":false}""");
        await using var connection = await rig.ConnectAsync();
        await connection.SendAsync($"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key.Secret}\r\nContent-Length: 50000000\r\n\r\n");
        var sending = Task.Run(async () =>
        {
            try
            {
                for (var i = 0; i < 760; i++) await connection.SendAsync(new byte[65536]);
            }
            catch (Exception e) when (e is System.Net.Sockets.SocketException or OperationCanceledException or ObjectDisposedException)
            {
                return false;
            }

            return true;
        });
        var response = await connection.ReadResponseAsync();
        Envelope.AssertRefused(response, Api.OpenAi, 401, "invalid_request_error", "api_key_disabled");
        Assert.True(await connection.IsClosedByPeerAsync(TimeSpan.FromSeconds(10)));
        await connection.DisposeAsync();
        Assert.False(await sending, "all 50 MB were taken in after the refusal");
    }
}
