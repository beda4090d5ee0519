using System.Globalization;
using System.Text.Json;
using Gateway.EndToEnd.Tests.Rig;
using Gateway.Testing.Http;
using Gateway.Testing.Upstreams;
using Xunit;

namespace Gateway.EndToEnd.Tests.Refusals;

/// <summary>Every kind of 429, its headers, and what a client may conclude from it.</summary>
public sealed class LimitRefusalTests(StandardGateway rig)
{
    public static readonly TheoryData<Api> Apis = [Api.OpenAi, Api.Anthropic, Api.Gemini];

    [Theory, MemberData(nameof(Apis))]
    public async Task Requests_per_minute(Api api)
    {
        var key = await rig.Admin.CreateKeyAsync("""{"requests_per_minute":2}""");
        await using var connection = await rig.ConnectAsync();
        foreach (var remaining in new[] { "1", "0" })
        {
            var admitted = await connection.ExchangeAsync(api.Request(key.Secret));
            Assert.Equal(200, admitted.Status);
            Assert.Equal("2", admitted.Header("x-ratelimit-limit-requests"));
            Assert.Equal(remaining, admitted.Header("x-ratelimit-remaining-requests"));
        }

        var refused = await connection.ExchangeAsync(api.Request(key.Secret));
        Envelope.AssertRefused(refused, api, 429, "requests", "rate_limit_exceeded");
        AssertShortWait(refused, 50, 60);
        Assert.Equal("0", refused.Header("x-ratelimit-remaining-requests"));
        Assert.Matches("^(\\d+m)?\\d+(\\.\\d+)?s$|^\\d+ms$", refused.Header("x-ratelimit-reset-requests"));

        var counters = await rig.Admin.SettledCountersAsync(key.Id);
        Assert.Equal(2, counters.Requests);
        Assert.Equal(1, counters.Refused);
    }

    [Theory, MemberData(nameof(Apis))]
    public async Task A_token_limit_that_is_used_up(Api api)
    {
        var key = await rig.Admin.CreateKeyAsync("""{"token_limit":10,"reset_period":"daily"}""");
        Assert.Equal(200, (await rig.ExchangeAsync(api.Request(key.Secret))).Status);
        await rig.Admin.SettledCountersAsync(key.Id);

        var refused = await rig.ExchangeAsync(api.Request(key.Secret));
        var error = Envelope.AssertRefused(refused, api, 429, "insufficient_quota", "insufficient_quota");
        AssertNoRetry(refused);
        Assert.Equal("tokens", error.GetProperty("limit").GetString());
        var resetAt = DateTime.Parse(error.GetProperty("reset_at").GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        Assert.Equal(DateTime.UtcNow.AddMinutes(-1).Date.AddDays(1), resetAt, TimeSpan.FromDays(1.01));
        Assert.Equal(TimeSpan.Zero, resetAt.TimeOfDay);
        Assert.Equal("0", refused.Header("x-ratelimit-remaining-tokens"));
        Assert.Equal(19, (await rig.Admin.SettledCountersAsync(key.Id)).TotalTokens);
    }

    [Theory, MemberData(nameof(Apis))]
    public async Task A_cost_limit_that_is_used_up(Api api)
    {
        var key = await rig.Admin.CreateKeyAsync("""{"cost_limit_usd":0.000001}""");
        Assert.Equal(200, (await rig.ExchangeAsync(api.Request(key.Secret))).Status);
        var spent = await rig.Admin.SettledCountersAsync(key.Id);
        Assert.True(spent.CostUsd > 0.000001m, $"{spent}");

        var refused = await rig.ExchangeAsync(api.Request(key.Secret));
        var error = Envelope.AssertRefused(refused, api, 429, "insufficient_quota", "insufficient_quota");
        AssertNoRetry(refused);
        Assert.Equal("cost", error.GetProperty("limit").GetString());
        Assert.Equal(JsonValueKind.Null, error.GetProperty("reset_at").ValueKind);
        Assert.DoesNotContain("0.00", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Apis))]
    public async Task Strict_and_would_not_fit(Api api)
    {
        var key = await rig.Admin.CreateKeyAsync("""{"token_limit":1000,"enforcement":"strict"}""");
        var refused = await rig.ExchangeAsync(api.Request(key.Secret, cap: 900));
        var error = Envelope.AssertRefused(refused, api, 429, "insufficient_quota", "insufficient_quota");
        AssertNoRetry(refused);
        Assert.Equal("tokens", error.GetProperty("limit").GetString());

        Assert.Equal(200, (await rig.ExchangeAsync(api.Request(key.Secret, cap: 100))).Status);
        Assert.Equal(1, (await rig.Admin.SettledCountersAsync(key.Id)).Requests);
    }

    [Theory, MemberData(nameof(Apis))]
    public async Task Held_by_requests_in_flight(Api api)
    {
        var key = await rig.Admin.CreateKeyAsync("""{"token_limit":1000}""");
        var goOn = new TaskCompletionSource();
        var script = rig.Script(request => Wait(goOn.Task, request));
        await using var first = await rig.ConnectAsync();
        await first.SendAsync(api.Request(key.Secret, cap: 5000, headers: script.Line));
        await script.WaitForRequestsAsync(1);

        var refused = await rig.ExchangeAsync(api.Request(key.Secret));
        Envelope.AssertRefused(refused, api, 429, "tokens", "held_by_requests_in_flight");
        AssertShortWait(refused, 1, 1);

        goOn.SetResult();
        Assert.Equal(200, (await first.ReadResponseAsync()).Status);
        await rig.Admin.SettledCountersAsync(key.Id);
        Assert.Equal(200, (await rig.ExchangeAsync(api.Request(key.Secret))).Status);
    }

    [Theory, MemberData(nameof(Apis))]
    public async Task Too_many_in_flight(Api api)
    {
        var key = await rig.Admin.CreateKeyAsync("""{"max_in_flight":1}""");
        var goOn = new TaskCompletionSource();
        var script = rig.Script(request => Wait(goOn.Task, request));
        await using var first = await rig.ConnectAsync();
        await first.SendAsync(api.Request(key.Secret, headers: script.Line));
        await script.WaitForRequestsAsync(1);

        var refused = await rig.ExchangeAsync(api.Request(key.Secret));
        Envelope.AssertRefused(refused, api, 429, "requests", "too_many_in_flight");
        AssertShortWait(refused, 1, 1);

        goOn.SetResult();
        Assert.Equal(200, (await first.ReadResponseAsync()).Status);
        await rig.Admin.SettledCountersAsync(key.Id);
        Assert.Equal(200, (await rig.ExchangeAsync(api.Request(key.Secret))).Status);
    }

    [Fact]
    public async Task The_longest_cure_is_named_first()
    {
        var key = await rig.Admin.CreateKeyAsync("""{"token_limit":10,"requests_per_minute":1,"max_in_flight":1}""");
        Assert.Equal(200, (await rig.ExchangeAsync(RequestText.Chat(key.Secret))).Status);
        await rig.Admin.SettledCountersAsync(key.Id);
        Envelope.AssertRefused(await rig.ExchangeAsync(RequestText.Chat(key.Secret)), Api.OpenAi, 429, "insufficient_quota", "insufficient_quota");
        await rig.Admin.PatchKeyAsync(key.Id, """{"token_limit":null}""");
        Envelope.AssertRefused(await rig.ExchangeAsync(RequestText.Chat(key.Secret)), Api.OpenAi, 429, "requests", "rate_limit_exceeded");
        await rig.Admin.PatchKeyAsync(key.Id, """{"enabled":false}""");
        Envelope.AssertRefused(await rig.ExchangeAsync(RequestText.Chat(key.Secret)), Api.OpenAi, 401, "invalid_request_error", "api_key_disabled");
    }

    private static Reply Wait(Task signal, RecordedRequest request)
    {
        var answer = CompletionScript.Answer(request);
        return Reply.New().WaitFor(signal).Then(answer);
    }

    private static void AssertShortWait(RawResponse refused, int low, int high)
    {
        var seconds = int.Parse(refused.Header("Retry-After")!, CultureInfo.InvariantCulture);
        Assert.InRange(seconds, low, high);
        var milliseconds = int.Parse(refused.Header("retry-after-ms")!, CultureInfo.InvariantCulture);
        Assert.InRange(milliseconds, ((seconds - 1) * 1000) + 1, seconds * 1000);
    }

    private static void AssertNoRetry(RawResponse refused)
    {
        Assert.Null(refused.Header("Retry-After"));
        Assert.Null(refused.Header("retry-after-ms"));
        Assert.Equal("false", refused.Header("x-should-retry"));
    }
}
