using System.Globalization;
using Gateway.EndToEnd.Tests.Rig;
using Gateway.Testing.Http;
using Gateway.Testing.Upstreams;
using Xunit;

namespace Gateway.EndToEnd.Tests.Limits;

/// <summary>Changes of a key hold for the very next request, on connections that are open and known too.</summary>
public sealed class KeyChangeTests(StandardGateway rig)
{
    [Fact]
    public async Task Disabling_and_enabling_hold_for_the_next_request()
    {
        var key = await rig.Admin.CreateKeyAsync();
        await using var connection = await rig.ConnectAsync();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(200, (await connection.ExchangeAsync(RequestText.Chat(key.Secret))).Status);
            await rig.Admin.PatchKeyAsync(key.Id, """{"enabled":false}""");
            Envelope.AssertRefused(await connection.ExchangeAsync(RequestText.Chat(key.Secret)), Api.OpenAi, 401, "invalid_request_error", "api_key_disabled");
            await rig.Admin.PatchKeyAsync(key.Id, """{"enabled":true}""");
        }
    }

    [Fact]
    public async Task Deletion_holds_for_the_next_request()
    {
        var key = await rig.Admin.CreateKeyAsync();
        await using var connection = await rig.ConnectAsync();
        Assert.Equal(200, (await connection.ExchangeAsync(RequestText.Chat(key.Secret))).Status);
        await rig.Admin.DeleteKeyAsync(key.Id);
        Envelope.AssertRefused(await connection.ExchangeAsync(RequestText.Chat(key.Secret)), Api.OpenAi, 401, "invalid_request_error", "invalid_api_key");
        Assert.Equal("deleted", (await rig.Admin.GetKeyAsync(key.Id)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Expiry_holds_on_an_open_connection()
    {
        var key = await rig.Admin.CreateKeyAsync(new System.Text.Json.Nodes.JsonObject { ["expires_at"] = DateTime.UtcNow.AddSeconds(2).ToString("O", CultureInfo.InvariantCulture) });
        await using var connection = await rig.ConnectAsync();
        Assert.Equal(200, (await connection.ExchangeAsync(RequestText.Chat(key.Secret))).Status);
        await Task.Delay(2200);
        Envelope.AssertRefused(await connection.ExchangeAsync(RequestText.Chat(key.Secret)), Api.OpenAi, 401, "invalid_request_error", "api_key_expired");
    }

    [Fact]
    public async Task A_lower_rate_counts_what_was_admitted_before()
    {
        var key = await rig.Admin.CreateKeyAsync("""{"requests_per_minute":10}""");
        await using var connection = await rig.ConnectAsync();
        for (var i = 0; i < 5; i++) Assert.Equal(200, (await connection.ExchangeAsync(RequestText.Chat(key.Secret))).Status);
        await rig.Admin.PatchKeyAsync(key.Id, """{"requests_per_minute":5}""");
        Assert.Equal(429, (await connection.ExchangeAsync(RequestText.Chat(key.Secret))).Status);
        await rig.Admin.PatchKeyAsync(key.Id, """{"requests_per_minute":7}""");
        Assert.Equal(200, (await connection.ExchangeAsync(RequestText.Chat(key.Secret))).Status);
        Assert.Equal(200, (await connection.ExchangeAsync(RequestText.Chat(key.Secret))).Status);
        Assert.Equal(429, (await connection.ExchangeAsync(RequestText.Chat(key.Secret))).Status);
    }

    [Fact]
    public async Task A_limit_added_later_counts_what_was_used_before()
    {
        var key = await rig.Admin.CreateKeyAsync();
        await using var connection = await rig.ConnectAsync();
        Assert.Equal(200, (await connection.ExchangeAsync(RequestText.Chat(key.Secret))).Status);
        await rig.Admin.SettledCountersAsync(key.Id);
        await rig.Admin.PatchKeyAsync(key.Id, """{"token_limit":19}""");
        Envelope.AssertRefused(await connection.ExchangeAsync(RequestText.Chat(key.Secret)), Api.OpenAi, 429, "insufficient_quota", "insufficient_quota");
        await rig.Admin.PatchKeyAsync(key.Id, """{"token_limit":20}""");
        Assert.Equal(200, (await connection.ExchangeAsync(RequestText.Chat(key.Secret))).Status);
    }

    [Fact]
    public async Task A_request_in_flight_settles_although_its_key_is_deleted()
    {
        var key = await rig.Admin.CreateKeyAsync();
        var goOn = new TaskCompletionSource();
        var script = rig.Script(request => Reply.New().WaitFor(goOn.Task).Then(CompletionScript.Answer(request)));
        await using var connection = await rig.ConnectAsync();
        await connection.SendAsync(RequestText.Chat(key.Secret, headers: script.Line));
        await script.WaitForRequestsAsync(1);
        await rig.Admin.DeleteKeyAsync(key.Id);
        goOn.SetResult();
        Assert.Equal(200, (await connection.ReadResponseAsync()).Status);
        Assert.Equal(19, (await rig.Admin.SettledCountersAsync(key.Id)).TotalTokens);
    }
}
