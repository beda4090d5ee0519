using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Admin.Keys;
using Gateway.Core.Admission;
using Gateway.Core.Keys;
using Gateway.Core.Prices;
using Xunit;

namespace Gateway.Tests.Admin.Keys;

public sealed class KeyApiTests : IAsyncLifetime
{
    private AdminHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await AdminHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_new_key_is_answered_whole_with_its_secret()
    {
        var answer = await _host.PostAsync("""{ "name": "checkout", "cost_limit_usd": 25.5, "requests_per_minute": 600, "reset_period": "monthly" }""");

        Assert.Equal((HttpStatusCode.Created, "application/json"), (answer.Status, answer.Type));
        var id = answer.Json.GetProperty("key").GetProperty("id").GetString();
        var secret = answer.Json.GetProperty("secret").GetString()!;
        Assert.Equal($"/admin/v1/keys/{id}", answer.Location);
        Assert.StartsWith($"gwk_{id}_", secret);
        Assert.Equal(SecretForm.Standard, KeySecret.Check(Encoding.UTF8.GetBytes(secret)));
        const string totals = """
            "requests": 0, "refused": 0, "input_tokens": 0, "cached_input_tokens": 0, "cache_write_tokens": 0, "output_tokens": 0, "total_tokens": 0,
            "cost_usd": 0, "estimated_requests": 0, "unpriced_requests": 0
            """;
        AssertSameJson($$"""
            { "id": "{{id}}", "name": "checkout", "project": "default", "environment": null, "owner": null, "kind": "standard", "prefix": "gwk_{{id}}",
              "enabled": true, "status": "active", "expires_at": null, "cost_limit_usd": 25.5, "token_limit": null, "requests_per_minute": 600,
              "reset_period": "monthly", "time_zone": "UTC", "enforcement": "estimate", "max_in_flight": null, "allowed_models": null,
              "metadata": {}, "created_at": "2026-11-23T09:00:00Z", "last_used_at": null, "version": 1,
              "usage": { "requests_in_window": 0, "in_flight": 0,
                "period": { "starts_at": "2026-11-01T00:00:00Z", "resets_at": "2026-12-01T00:00:00Z", {{totals}}, "held_tokens": 0, "held_cost_usd": 0 },
                "lifetime": { {{totals}} } } }
            """, answer.Json.GetProperty("key"));
    }

    [Fact]
    public async Task A_key_can_be_given_everything_and_shows_it_unchanged()
    {
        const string fields = """
            "name": "Größe ✓ \"x\"", "project": "p", "environment": "staging", "owner": "team a", "enabled": false,
            "expires_at": "2027-01-31T10:00:00.5+02:00", "cost_limit_usd": 0.000000001, "token_limit": 9007199254740991, "requests_per_minute": 60000000,
            "reset_period": "weekly", "time_zone": "Asia/Kathmandu", "enforcement": "strict", "max_in_flight": 1048575,
            "allowed_models": ["gpt-4o*", "claude-?"], "metadata": { "ticket": "42", "": "x" }
            """;
        Assert.Equal(HttpStatusCode.BadRequest, (await _host.PostAsync($"{{{fields}}}")).Status);
        var (id, secret) = await _host.CreateAsync($"{{{fields.Replace(", \"\": \"x\"", "")}}}");

        var key = (await _host.GetAsync($"/admin/v1/keys/{id}")).Json;
        var expected = JsonNode.Parse($"{{{fields.Replace(", \"\": \"x\"", "")}}}")!.AsObject();
        expected["expires_at"] = "2027-01-31T08:00:00.5Z";
        foreach (var (name, value) in expected)
            Assert.Equal(value?.ToJsonString(), JsonNode.Parse(key.GetProperty(name).GetRawText())?.ToJsonString());
        Assert.Contains("\"cost_limit_usd\":0.000000001", key.GetRawText());
        Assert.Equal("disabled", key.GetProperty("status").GetString());
        Assert.Equal(id, _host.Authenticate(secret)?.Id);
    }

    [Fact]
    public async Task A_key_opens_as_soon_as_it_is_answered_and_never_after_its_deletion_is()
    {
        var (id, secret) = await _host.CreateAsync("""{ "name": "a" }""");
        Assert.Equal(id, _host.Authenticate(secret)?.Id);

        var answer = await _host.DeleteAsync(id);

        Assert.Equal((HttpStatusCode.OK, "deleted", 2), (answer.Status, answer.Json.GetProperty("status").GetString(), answer.Json.GetProperty("version").GetInt32()));
        Assert.Null(_host.Authenticate(secret));
        Assert.Equal("deleted", (await _host.GetAsync($"/admin/v1/keys/{id}")).Json.GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.OK, (await _host.DeleteAsync(id)).Status);
        Assert.Equal((HttpStatusCode.Conflict, "key_deleted"), await CodeOf(_host.PatchAsync(id, """{ "enabled": true }""")));
    }

    [Fact]
    public async Task A_name_is_unique_among_the_live_keys_of_its_project_only()
    {
        var (id, _) = await _host.CreateAsync("""{ "name": "a", "project": "p" }""");
        Assert.Equal((HttpStatusCode.Conflict, "name_taken"), await CodeOf(_host.PostAsync("""{ "name": "a", "project": "p" }""")));
        var (other, _) = await _host.CreateAsync("""{ "name": "a" }""");
        Assert.Equal((HttpStatusCode.Conflict, "name_taken"), await CodeOf(_host.PatchAsync(other, """{ "project": "p" }""")));
        Assert.Equal(HttpStatusCode.OK, (await _host.PatchAsync(id, """{ "name": "a" }""")).Status);

        await _host.DeleteAsync(id);

        Assert.Equal(HttpStatusCode.OK, (await _host.PatchAsync(other, """{ "project": "p" }""")).Status);
        Assert.Equal(HttpStatusCode.Created, (await _host.PostAsync("""{ "name": "a" }""")).Status);
    }

    [Fact]
    public async Task A_patch_changes_what_it_gives_and_null_goes_back_to_the_default()
    {
        var (id, secret) = await _host.CreateAsync("""
            { "name": "a", "project": "p", "owner": "o", "cost_limit_usd": "1.25", "reset_period": "daily", "time_zone": "Europe/Berlin",
              "enforcement": "strict", "allowed_models": [], "metadata": { "a": "1", "b": "2" } }
            """);

        var patched = (await _host.PatchAsync(id, """{ "token_limit": 5, "metadata": { "a": null, "c": "3" }, "owner": null }""")).Json;
        Assert.Equal((2, 5), (patched.GetProperty("version").GetInt32(), patched.GetProperty("token_limit").GetInt32()));
        AssertSameJson("""{ "b": "2", "c": "3" }""", patched.GetProperty("metadata"));
        Assert.Equal("1.25", patched.GetProperty("cost_limit_usd").GetRawText());
        Assert.Equal(JsonValueKind.Null, patched.GetProperty("owner").ValueKind);
        Assert.Equal(0, patched.GetProperty("allowed_models").GetArrayLength());
        Assert.Equal("2026-11-22T23:00:00Z", patched.GetProperty("usage").GetProperty("period").GetProperty("starts_at").GetString());

        var reset = (await _host.PatchAsync(id, """
            { "project": null, "cost_limit_usd": null, "reset_period": null, "time_zone": null, "enforcement": null, "allowed_models": null, "metadata": null }
            """)).Json;
        Assert.Equal("default|null|none|UTC|estimate|null|{}|3", string.Join('|', new[] { "project", "cost_limit_usd", "reset_period", "time_zone", "enforcement", "allowed_models", "metadata", "version" }
            .Select(name => reset.GetProperty(name).GetRawText().Trim('"'))));
        Assert.Equal(JsonValueKind.Null, reset.GetProperty("usage").GetProperty("period").GetProperty("resets_at").ValueKind);
        Assert.Equal(3, (await _host.PatchAsync(id, "{}")).Json.GetProperty("version").GetInt32());
        Assert.Equal(id, _host.Authenticate(secret)?.Id);
    }

    [Fact]
    public async Task A_patch_may_come_as_a_merge_patch()
    {
        var (id, _) = await _host.CreateAsync("""{ "name": "a" }""");
        var body = """{ "enabled": false }"""u8.ToArray();
        var answer = await _host.SendAsync(HttpMethod.Patch, $"/admin/v1/keys/{id}", body, "application/merge-patch+json; charset=utf-8");

        Assert.Equal((HttpStatusCode.OK, "disabled"), (answer.Status, answer.Json.GetProperty("status").GetString()));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await _host.SendAsync(HttpMethod.Post, "/admin/v1/keys", body, "application/merge-patch+json")).Status);
    }

    [Fact]
    public async Task A_change_meant_for_another_version_is_refused()
    {
        var (id, _) = await _host.CreateAsync("""{ "name": "a" }""");
        var etag = (await _host.GetAsync($"/admin/v1/keys/{id}")).ETag;
        Assert.Equal("\"1\"", etag);

        Assert.Equal("\"2\"", (await _host.PatchAsync(id, """{ "owner": "x" }""", etag)).ETag);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "version_mismatch"), await CodeOf(_host.PatchAsync(id, """{ "owner": "y" }""", etag)));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await _host.PatchAsync(id, """{ "owner": "y" }""", "W/\"2\"")).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await _host.PatchAsync(id, """{ "owner": "y" }""", "nonsense")).Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await _host.DeleteAsync(id, "\"1\"")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _host.PatchAsync(id, """{ "owner": "y" }""", "\"7\", \"2\"")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _host.PatchAsync(id, """{ "owner": "z" }""", "*")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _host.DeleteAsync(id, "\"4\"")).Status);
    }

    [Fact]
    public async Task Of_many_changes_for_one_version_exactly_one_is_made()
    {
        var (id, _) = await _host.CreateAsync("""{ "name": "a" }""");

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => _host.PatchAsync(id, $$"""{ "owner": "o{{i}}" }""", "\"1\"")));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(15, answers.Count(answer => answer.Status == HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task A_change_is_in_force_when_it_is_answered()
    {
        var (id, secret) = await _host.CreateAsync("""{ "name": "a" }""");
        var key = _host.Authenticate(secret)!;
        for (var i = 0; i < 50; i++)
        {
            await _host.PatchAsync(id, $$"""{ "enabled": {{(i % 2 == 1 ? "true" : "false")}}, "requests_per_minute": {{i + 1}} }""");
            Assert.Equal((i % 2 == 1, i + 1), (key.Policy.IsEnabled, key.Policy.RequestsPerMinute));
        }
    }

    [Fact]
    public async Task What_a_key_used_is_shown_with_its_status()
    {
        var (id, secret) = await _host.CreateAsync("""{ "name": "a", "cost_limit_usd": 0.01, "requests_per_minute": 10, "metadata": { "note": "for us" } }""");
        var key = _host.Authenticate(secret)!;
        ModelPrice price = new(new TokenRates(1_000_000, 4_000_000));
        Reservation spent = default, open = default;
        Assert.Equal(RefusalReason.None, key.TryAdmit(new() { Model = "m"u8, Price = price, Shape = new(100) }, _host.Now, ref open, out _));
        Assert.Equal(RefusalReason.None, key.TryAdmit(new() { Model = "m"u8, Price = price, Shape = new(100) }, _host.Now, ref spent, out _));
        Assert.True(Charge.TryOf(new MeteredTokens(2000, 2000), price, out var charge));
        spent.Charge(charge);
        spent.Release();

        var shown = (await _host.GetAsync($"/admin/v1/keys/{id}")).Json;

        Assert.Equal("exhausted", shown.GetProperty("status").GetString());
        Assert.Equal("2026-11-23T09:00:00Z", shown.GetProperty("last_used_at").GetString());
        var usage = shown.GetProperty("usage");
        Assert.Equal((2, 1), (usage.GetProperty("requests_in_window").GetInt32(), usage.GetProperty("in_flight").GetInt32()));
        var period = usage.GetProperty("period");
        Assert.Equal("1|2000|2000|4000|0.01", string.Join('|', new[] { "requests", "input_tokens", "output_tokens", "total_tokens", "cost_usd" }.Select(n => period.GetProperty(n).GetRawText())));
        Assert.True(period.GetProperty("held_tokens").GetInt64() > 0);
        Assert.Equal("0.01", usage.GetProperty("lifetime").GetProperty("cost_usd").GetRawText());

        System.Buffers.ArrayBufferWriter<byte> own = new();
        KeyJson.Write(own, key, _host.Now, includeMetadata: false);
        var asTheKeySeesIt = JsonDocument.Parse(own.WrittenMemory).RootElement;
        Assert.False(asTheKeySeesIt.TryGetProperty("metadata", out _));
        Assert.Equal(id, asTheKeySeesIt.GetProperty("id").GetString());
        open.Release();
    }

    [Fact]
    public async Task Expiry_shows_as_soon_as_it_has_passed()
    {
        var (id, _) = await _host.CreateAsync("""{ "name": "a", "expires_at": "2026-11-23T10:00:00Z" }""");
        Assert.Equal("active", (await _host.GetAsync($"/admin/v1/keys/{id}")).Json.GetProperty("status").GetString());

        _host.Wall += TimeSpan.TicksPerHour;

        Assert.Equal("expired", (await _host.GetAsync($"/admin/v1/keys/{id}")).Json.GetProperty("status").GetString());
    }

    internal static async Task<(HttpStatusCode, string?)> CodeOf(Task<AdminAnswer> sending)
    {
        var answer = await sending;
        return (answer.Status, answer.Code);
    }

    internal static void AssertSameJson(string expected, JsonElement actual) =>
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), JsonNode.Parse(actual.GetRawText())!.ToJsonString());
}
