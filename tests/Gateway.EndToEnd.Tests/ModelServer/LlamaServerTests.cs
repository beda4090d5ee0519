using System.Text.Json;
using Gateway.EndToEnd.Tests.Rig;
using Gateway.Testing.Http;
using Gateway.Testing.Processes;
using Xunit;

namespace Gateway.EndToEnd.Tests.ModelServer;

/// <summary>The gateway before a real model server.</summary>
public sealed class LlamaServerTests : IAsyncLifetime
{
    private const int StreamedRequests = 2000;
    private const int Workers = 8;
    private const int OutputTokens = 3;
    private LlamaServer? _server;
    private GatewayProcess _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        if (LlamaServer.Missing().Reason is not null) return;
        _server = await LlamaServer.StartAsync();
        _gateway = await GatewayProcess.StartAsync(GatewaySetup.New().Provider("local", _server.BaseUrl, apiKey: LlamaServer.ApiKey));
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is null) return;
        await _gateway.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Two_thousand_streams_in_tight_loops_all_succeed_and_are_metered_exactly()
    {
        Require();
        var key = await _gateway.Admin.CreateKeyAsync("""{"token_limit":100000000,"requests_per_minute":1000000,"max_in_flight":100}""");
        var totals = await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => StreamAsync(key.Secret, StreamedRequests / Workers))));

        var counters = await _gateway.Admin.SettledCountersAsync(key.Id);
        Assert.Equal(StreamedRequests, counters.Requests);
        Assert.Equal(0, counters.Refused);
        Assert.Equal(0, counters.Estimated);
        Assert.Equal(StreamedRequests * OutputTokens, counters.Tokens.Output);
        Assert.Equal(totals.Sum(), counters.TotalTokens);
    }

    [Fact]
    public async Task Plain_answers_and_embeddings_are_metered_exactly()
    {
        Require();
        var key = await _gateway.Admin.CreateKeyAsync();
        await using var client = await _gateway.ConnectAsync();
        client.Timeout = TimeSpan.FromSeconds(30);
        long total = 0;
        for (var i = 0; i < 5; i++)
        {
            var chat = await client.ExchangeAsync(RequestText.Post("/v1/chat/completions", key.Secret, Body(stream: false)));
            Assert.True(chat.Status == 200, chat.ToString());
            total += JsonDocument.Parse(chat.Body).RootElement.GetProperty("usage").GetProperty("total_tokens").GetInt64();
            var embedding = await client.ExchangeAsync(RequestText.Post("/v1/embeddings", key.Secret, $$"""{"model":"{{LlamaServer.Model}}","input":"some words to embed"}"""));
            Assert.True(embedding.Status == 200, embedding.ToString());
            total += JsonDocument.Parse(embedding.Body).RootElement.GetProperty("usage").GetProperty("total_tokens").GetInt64();
        }

        var counters = await _gateway.Admin.SettledCountersAsync(key.Id);
        Assert.Equal(total, counters.TotalTokens);
        Assert.Equal(0, counters.Estimated);
    }

    [Fact]
    public async Task A_key_that_the_gateway_does_not_know_never_reaches_the_model()
    {
        Require();
        await using var client = await _gateway.ConnectAsync();
        Assert.Equal(401, (await client.ExchangeAsync(RequestText.Post("/v1/chat/completions", LlamaServer.ApiKey, Body(stream: false)))).Status);
    }

    /// <summary>Streams one after the other on one connection; returns the tokens that the server said it used.</summary>
    private async Task<long> StreamAsync(string secret, int requests)
    {
        await using var client = await _gateway.ConnectAsync();
        client.Timeout = TimeSpan.FromSeconds(60);
        long total = 0, each = 0;
        for (var i = 0; i < requests; i++)
        {
            // Every other request asks for usage itself; from the rest the gateway's own question is hidden. The same request uses the same tokens.
            var asks = i % 2 == 0;
            var response = await client.ExchangeAsync(RequestText.Post("/v1/chat/completions", secret, Body(stream: true, asks)));
            Assert.True(response.Status == 200 && response.IsComplete, $"request {i}: {response}");
            Assert.EndsWith("data: [DONE]\n\n", response.Text, StringComparison.Ordinal);
            Assert.Equal(asks, response.Text.Contains("\"total_tokens\":", StringComparison.Ordinal));
            if (asks) each = UsageOf(response.Text);
            total += each;
        }

        return total;
    }

    private static long UsageOf(string stream)
    {
        var line = stream.Split('\n').Last(text => text.Contains("\"total_tokens\":", StringComparison.Ordinal));
        return JsonDocument.Parse(line["data: ".Length..]).RootElement.GetProperty("usage").GetProperty("total_tokens").GetInt64();
    }

    private static string Body(bool stream, bool asks = false) =>
        $$"""{"model":"{{LlamaServer.Model}}","messages":[{"role":"user","content":"Hello there"}],"max_tokens":{{OutputTokens}},"ignore_eos":true,"temperature":0{{(stream ? ",\"stream\":true" : "")}}{{(asks ? ",\"stream_options\":{\"include_usage\":true}" : "")}}}""";

    private static void Require()
    {
        var (reason, isMistake) = LlamaServer.Missing();
        Requirement.Met(reason, mandatoryInCi: isMistake);
    }
}
