using Gateway.EndToEnd.Tests.Rig;
using Gateway.Testing.Http;
using Xunit;

namespace Gateway.EndToEnd.Tests.Refusals;

/// <summary>Refusals that follow from the key and from what it is allowed, in all three envelopes.</summary>
public sealed class KeyRefusalTests(StandardGateway rig)
{
    public static readonly TheoryData<Api> Apis = [Api.OpenAi, Api.Anthropic, Api.Gemini];

    [Theory, MemberData(nameof(Apis))]
    public async Task Without_a_key(Api api) =>
        Envelope.AssertRefused(await rig.ExchangeAsync(api.Request(null)), api, 401, "invalid_request_error", "missing_api_key");

    [Theory, MemberData(nameof(Apis))]
    public async Task With_two_keys_that_differ(Api api)
    {
        var (one, other) = (await rig.Admin.CreateKeyAsync(), await rig.Admin.CreateKeyAsync());
        var response = await rig.ExchangeAsync(api.Request(null, headers: [$"Authorization: Bearer {one.Secret}", $"x-api-key: {other.Secret}"]));
        Envelope.AssertRefused(response, api, 401, "invalid_request_error", "conflicting_api_keys");
        var same = await rig.ExchangeAsync(api.Request(null, headers: [$"Authorization: Bearer {one.Secret}", $"x-api-key: {one.Secret}"]));
        Assert.Equal(200, same.Status);
    }

    [Theory, MemberData(nameof(Apis))]
    public async Task With_an_unknown_key(Api api)
    {
        var key = await rig.Admin.CreateKeyAsync();
        await rig.Admin.DeleteKeyAsync(key.Id);
        var wrongChecksum = key.Secret[..^1] + (key.Secret[^1] == 'a' ? 'b' : 'a');
        foreach (var secret in new[] { key.Secret, wrongChecksum, "sk-somebody-elses", new string('x', 2000) })
        {
            Envelope.AssertRefused(await rig.ExchangeAsync(api.Request(secret)), api, 401, "invalid_request_error", "invalid_api_key");
        }
    }

    [Theory, MemberData(nameof(Apis))]
    public async Task With_an_admin_token(Api api) =>
        Envelope.AssertRefused(await rig.ExchangeAsync(api.Request(rig.Admin.Token)), api, 401, "invalid_request_error", "invalid_api_key");

    [Theory, MemberData(nameof(Apis))]
    public async Task With_a_disabled_key(Api api)
    {
        var key = await rig.Admin.CreateKeyAsync("""{"enabled":false}""");
        Envelope.AssertRefused(await rig.ExchangeAsync(api.Request(key.Secret)), api, 401, "invalid_request_error", "api_key_disabled");
    }

    [Theory, MemberData(nameof(Apis))]
    public async Task With_an_expired_key(Api api)
    {
        var key = await rig.Admin.CreateKeyAsync(new System.Text.Json.Nodes.JsonObject { ["expires_at"] = DateTime.UtcNow.AddSeconds(1).ToString("O") });
        await Task.Delay(1200);
        Envelope.AssertRefused(await rig.ExchangeAsync(api.Request(key.Secret)), api, 401, "invalid_request_error", "api_key_expired");
    }

    [Theory, MemberData(nameof(Apis))]
    public async Task With_a_model_that_the_key_may_not_use(Api api)
    {
        var key = await rig.Admin.CreateKeyAsync("""{"allowed_models":["other-*"]}""");
        var error = Envelope.AssertRefused(await rig.ExchangeAsync(api.Request(key.Secret)), api, 403, "invalid_request_error", "model_not_allowed");
        if (api == Api.OpenAi) Assert.Equal("model", error.GetProperty("param").GetString());
    }

    [Theory, MemberData(nameof(Apis))]
    public async Task With_a_cost_limit_and_a_model_without_a_price(Api api)
    {
        var key = await rig.Admin.CreateKeyAsync("""{"cost_limit_usd":1}""");
        var response = await rig.ExchangeAsync(api.Request(key.Secret, model: "a-model-nobody-has-priced"));
        var error = Envelope.AssertRefused(response, api, 403, "invalid_request_error", "model_not_priced");
        if (api == Api.OpenAi) Assert.Equal("model", error.GetProperty("param").GetString());
    }

    [Theory]
    [InlineData(Api.OpenAi, "/v1/images/generations", """{"model":"gpt-image-1","prompt":"a cat"}""")]
    [InlineData(Api.OpenAi, "/v1/batches", """{"input_file_id":"file-1"}""")]
    [InlineData(Api.OpenAi, "/v1/responses", """{"model":"gpt-4o-mini","input":"hello","background":true}""")]
    [InlineData(Api.Anthropic, "/v1/messages/batches", """{"requests":[]}""")]
    [InlineData(Api.Gemini, "/v1beta/models/imagen-4:predict", """{"instances":[]}""")]
    public async Task With_limits_on_a_route_that_is_not_metered(Api api, string target, string body)
    {
        foreach (var limit in new[] { """{"cost_limit_usd":1}""", """{"token_limit":1000}""", """{"allowed_models":["*"]}""" })
        {
            var key = await rig.Admin.CreateKeyAsync(limit);
            var response = await rig.ExchangeAsync(RequestText.Post(target, key.Secret, body));
            Envelope.AssertRefused(response, api, 403, "invalid_request_error", "route_not_metered");
        }

        var free = await rig.Admin.CreateKeyAsync("""{"requests_per_minute":10}""");
        Assert.Equal(200, (await rig.ExchangeAsync(RequestText.Post(target, free.Secret, body))).Status);
    }

    [Theory]
    [InlineData("GET", "/v1/files/file-1")]
    [InlineData("DELETE", "/v1/files/file-1")]
    [InlineData("HEAD", "/v1/files/file-1")]
    public async Task Free_routes_pass_with_every_limit(string method, string target)
    {
        var key = await rig.Admin.CreateKeyAsync("""{"cost_limit_usd":1,"token_limit":1000,"allowed_models":["gpt-*"],"requests_per_minute":10}""");
        var script = rig.Script(_ => method == "HEAD" ? Testing.Upstreams.Reply.New().Send("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n") : Testing.Upstreams.Reply.With(200, """{"ok":true}"""));
        var response = await rig.ExchangeAsync(RequestText.Bodiless(method, target, key.Secret, script.Line));
        Assert.Equal(200, response.Status);
        Assert.Equal(9, long.Parse(response.Header("x-ratelimit-remaining-requests")!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(Api.OpenAi, "/v1/chat/completions", """{"model":"gpt-4o-mini","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.org/cat.png"}}]}]}""")]
    [InlineData(Api.OpenAi, "/v1/responses", """{"model":"gpt-4o-mini","input":"go on","previous_response_id":"resp_1"}""")]
    [InlineData(Api.Anthropic, "/v1/messages", """{"model":"claude-sonnet-4-5","max_tokens":10,"messages":[{"role":"user","content":[{"type":"image","source":{"type":"url","url":"https://example.org/cat.png"}}]}]}""")]
    [InlineData(Api.Gemini, "/v1beta/models/gemini-2.5-flash:generateContent", """{"cachedContent":"cachedContents/1","contents":[{"role":"user","parts":[{"text":"go on"}]}]}""")]
    public async Task With_strict_enforcement_and_a_cost_that_cannot_be_bounded(Api api, string target, string body)
    {
        var key = await rig.Admin.CreateKeyAsync("""{"cost_limit_usd":1000,"enforcement":"strict"}""");
        var response = await rig.ExchangeAsync(RequestText.Post(target, key.Secret, body));
        Envelope.AssertRefused(response, api, 400, "invalid_request_error", "cost_not_bounded");
    }
}
