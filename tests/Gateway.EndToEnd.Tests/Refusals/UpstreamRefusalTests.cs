using Gateway.EndToEnd.Tests.Rig;
using Gateway.Testing.Upstreams;
using Xunit;

namespace Gateway.EndToEnd.Tests.Refusals;

/// <summary>What a client is told when the provider is the trouble; none of it costs anything.</summary>
public sealed class UpstreamRefusalTests(StandardGateway rig)
{
    public static readonly TheoryData<Api> Apis = [Api.OpenAi, Api.Anthropic, Api.Gemini];

    [Theory, MemberData(nameof(Apis))]
    public async Task An_unreachable_provider_is_502(Api api)
    {
        var key = await rig.Admin.CreateKeyAsync("""{"token_limit":100000}""");
        var response = await rig.ExchangeAsync(api.Request(key.Secret, model: "dead-model"));
        Envelope.AssertRefused(response, api, 502, "upstream_error", "upstream_unreachable");
        await AssertFreeAsync(key.Id);
    }

    [Theory, MemberData(nameof(Apis))]
    public async Task A_silent_provider_is_504(Api api)
    {
        var key = await rig.Admin.CreateKeyAsync();
        var script = rig.Script(_ => Reply.New().Hang());
        var response = await rig.ExchangeAsync(api.Request(key.Secret, headers: script.Line));
        Envelope.AssertRefused(response, api, 504, "upstream_error", "upstream_timeout");
        Assert.Single(script.Requests);
        Assert.True((await rig.Admin.SettledCountersAsync(key.Id)).InFlight == 0);
    }

    [Theory, MemberData(nameof(Apis))]
    public async Task A_provider_that_speaks_nonsense_is_502(Api api)
    {
        var key = await rig.Admin.CreateKeyAsync();
        string[] answers =
        [
            "220 mail.example.org ESMTP\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\nContent-Length: 0\n\n",
            "HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nBad Name: x\r\nContent-Length: 0\r\n\r\n",
            $"HTTP/1.1 200 OK\r\nX-Long: {new string('a', 200_000)}\r\nContent-Length: 0\r\n\r\n",
        ];
        foreach (var answer in answers)
        {
            var script = rig.Script(_ => Reply.New().Send(answer).Pause(50).Close());
            var response = await rig.ExchangeAsync(api.Request(key.Secret, headers: script.Line));
            Envelope.AssertRefused(response, api, 502, "upstream_error", "upstream_invalid_response");
        }

        await AssertFreeAsync(key.Id);
    }

    [Theory]
    [InlineData(Api.OpenAi, 401)]
    [InlineData(Api.OpenAi, 403)]
    [InlineData(Api.Anthropic, 401)]
    [InlineData(Api.Gemini, 403)]
    public async Task A_provider_that_refuses_our_credential_is_502(Api api, int status)
    {
        var key = await rig.Admin.CreateKeyAsync();
        var script = rig.Script(_ => Reply.With(status, """{"error":{"message":"Incorrect API key provided: sk-provi***9d71","code":"invalid_api_key"}}"""));
        var response = await rig.ExchangeAsync(api.Request(key.Secret, headers: script.Line));
        var error = Envelope.AssertRefused(response, api, 502, "upstream_error", "upstream_unauthorized");
        Assert.DoesNotContain("sk-provi", error.ToString(), StringComparison.Ordinal);
        await AssertFreeAsync(key.Id);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(422)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(529)]
    public async Task A_providers_own_errors_pass_as_they_are(int status)
    {
        var key = await rig.Admin.CreateKeyAsync();
        const string Body = """{"error":{"message":"the provider's own words","type":"its_type","code":"its_code"}}""";
        var script = rig.Script(_ => Reply.With(status, Body, "application/json", "Retry-After: 7", "X-Request-Id: up-1", "x-ratelimit-limit-requests: 5"));
        var response = await rig.ExchangeAsync(Api.OpenAi.Request(key.Secret, headers: script.Line));
        Assert.Equal(status, response.Status);
        Assert.Equal(Body, response.Text);
        Assert.Equal("7", response.Header("Retry-After"));
        Assert.Equal("up-1", response.Header("x-upstream-request-id"));
        Assert.Equal("5", response.Header("x-upstream-ratelimit-limit-requests"));
        Assert.Single(script.Requests);
        await AssertFreeAsync(key.Id);
    }

    private async Task AssertFreeAsync(string id)
    {
        var counters = await rig.Admin.SettledCountersAsync(id);
        Assert.Equal(0, counters.TotalTokens);
        Assert.Equal(0m, counters.CostUsd);
    }
}
