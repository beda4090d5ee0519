using System.Net;
using System.Text;
using Gateway.Core.Keys;
using Xunit;

namespace Gateway.Tests.Admin.Keys;

public sealed class KeyApiRefusalTests(KeyApiRefusalTests.Shared shared) : IClassFixture<KeyApiRefusalTests.Shared>
{
    private readonly AdminHost _host = shared.Host;

    [Theory]
    [InlineData("{ \"name\": \"a\", \"requests_per_minut\": 5 }", "requests_per_minut", "did you mean requests_per_minute?")]
    [InlineData("{ \"name\": \"a\", \"costLimitUsd\": 5 }", "costLimitUsd", "did you mean cost_limit_usd?")]
    [InlineData("{ \"name\": \"a\", \"models\": [] }", "models", "is not a field of a key")]
    [InlineData("{ \"name\": \"a\", \"xyz\": { \"deep\": [1, {}] } }", "xyz", "leave it out")]
    [InlineData("{ \"name\": \"a\", \"id\": \"3f9QzL0aXw2B\" }", "id", "read only")]
    [InlineData("{ \"name\": \"a\", \"usage\": {} }", "usage", "read only")]
    [InlineData("{ \"name\": \"a\", \"name\": \"b\" }", "name", "stands twice")]
    [InlineData("{}", "name", "is missing")]
    [InlineData("{ \"name\": null }", "name", "1 to 128 characters")]
    [InlineData("{ \"name\": \"\" }", "name", "1 to 128 characters")]
    [InlineData("{ \"name\": 7 }", "name", "must be text")]
    [InlineData("{ \"name\": [\"a\"] }", "name", "must be text")]
    [InlineData("{ \"name\": \" a\" }", "name", "blanks")]
    [InlineData("{ \"name\": \"a\\nb\" }", "name", "control characters")]
    [InlineData("{ \"name\": \"\\ud800\" }", "name", "valid Unicode")]
    [InlineData("{ \"name\": \"a\", \"project\": \"\" }", "project", "1 to 128")]
    [InlineData("{ \"name\": \"a\", \"owner\": 1 }", "owner", "must be text")]
    [InlineData("{ \"name\": \"a\", \"kind\": \"legacy\" }", "kind", "by import")]
    [InlineData("{ \"name\": \"a\", \"kind\": \"other\" }", "kind", "\"standard\" or \"legacy\"")]
    [InlineData("{ \"name\": \"a\", \"enabled\": null }", "enabled", "true or false")]
    [InlineData("{ \"name\": \"a\", \"enabled\": \"true\" }", "enabled", "true or false")]
    [InlineData("{ \"name\": \"a\", \"expires_at\": \"2027-01-01\" }", "expires_at", "RFC 3339")]
    [InlineData("{ \"name\": \"a\", \"expires_at\": \"2027-01-01T00:00:00\" }", "expires_at", "RFC 3339")]
    [InlineData("{ \"name\": \"a\", \"expires_at\": \"2027-02-30T00:00:00Z\" }", "expires_at", "RFC 3339")]
    [InlineData("{ \"name\": \"a\", \"expires_at\": 1767225600 }", "expires_at", "RFC 3339")]
    [InlineData("{ \"name\": \"a\", \"cost_limit_usd\": -1 }", "cost_limit_usd", "from 0 to 1000000000")]
    [InlineData("{ \"name\": \"a\", \"cost_limit_usd\": 0.0000000001 }", "cost_limit_usd", "at most 9 decimal places")]
    [InlineData("{ \"name\": \"a\", \"cost_limit_usd\": 1000000000.000000001 }", "cost_limit_usd", "from 0 to 1000000000")]
    [InlineData("{ \"name\": \"a\", \"cost_limit_usd\": 1e400 }", "cost_limit_usd", "US dollars")]
    [InlineData("{ \"name\": \"a\", \"cost_limit_usd\": \"many\" }", "cost_limit_usd", "US dollars")]
    [InlineData("{ \"name\": \"a\", \"token_limit\": -1 }", "token_limit", "from 0 to 9007199254740991")]
    [InlineData("{ \"name\": \"a\", \"token_limit\": 1.5 }", "token_limit", "whole number")]
    [InlineData("{ \"name\": \"a\", \"token_limit\": 99999999999999999999 }", "token_limit", "whole number")]
    [InlineData("{ \"name\": \"a\", \"token_limit\": \"5\" }", "token_limit", "whole number")]
    [InlineData("{ \"name\": \"a\", \"requests_per_minute\": 0 }", "requests_per_minute", "from 1 to 60000000")]
    [InlineData("{ \"name\": \"a\", \"requests_per_minute\": 60000001 }", "requests_per_minute", "from 1 to 60000000")]
    [InlineData("{ \"name\": \"a\", \"reset_period\": \"minutely\" }", "reset_period", "\"quarterly\"")]
    [InlineData("{ \"name\": \"a\", \"reset_period\": \"Monthly\" }", "reset_period", "\"monthly\"")]
    [InlineData("{ \"name\": \"a\", \"time_zone\": \"europe/berlin\" }", "time_zone", "did you mean \"Europe/Berlin\"?")]
    [InlineData("{ \"name\": \"a\", \"time_zone\": \"CET+1\" }", "time_zone", "IANA")]
    [InlineData("{ \"name\": \"a\", \"time_zone\": 1 }", "time_zone", "IANA")]
    [InlineData("{ \"name\": \"a\", \"enforcement\": \"loose\" }", "enforcement", "\"estimate\" or \"strict\"")]
    [InlineData("{ \"name\": \"a\", \"max_in_flight\": 0 }", "max_in_flight", "from 1 to 1048575")]
    [InlineData("{ \"name\": \"a\", \"allowed_models\": \"gpt-4o\" }", "allowed_models", "list of globs")]
    [InlineData("{ \"name\": \"a\", \"allowed_models\": [\"gpt-4o\", 5] }", "allowed_models", "each text of 1 to 256")]
    [InlineData("{ \"name\": \"a\", \"allowed_models\": [\"\"] }", "allowed_models", "each text of 1 to 256")]
    [InlineData("{ \"name\": \"a\", \"allowed_models\": [\"a\\u0000b\"] }", "allowed_models", "control characters")]
    [InlineData("{ \"name\": \"a\", \"metadata\": [] }", "metadata", "must be an object")]
    [InlineData("{ \"name\": \"a\", \"metadata\": { \"a\": 1 } }", "metadata.a", "must be text")]
    [InlineData("{ \"name\": \"a\", \"metadata\": { \"a\": { \"b\": \"c\" } } }", "metadata.a", "must be text")]
    [InlineData("{ \"name\": \"a\", \"metadata\": { \"a\": \"1\", \"a\": \"2\" } }", "metadata.a", "stands twice")]
    [InlineData("{ \"name\": \"a\", \"metadata\": { \"\": \"1\" } }", "metadata.", "may not be empty")]
    public async Task A_field_that_cannot_be_taken_is_named_with_what_would_be_right(string body, string field, string message)
    {
        var answer = await _host.PostAsync(body);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.Status, answer.Type));
        Assert.Equal("invalid_fields", answer.Code);
        Assert.Contains(message, answer.ErrorOf(field));
        Assert.Equal(400, answer.Json.GetProperty("status").GetInt32());
        Assert.Equal("urn:gateway:problem:invalid_fields", answer.Json.GetProperty("type").GetString());
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        var answer = await _host.PostAsync("""{ "name": "", "token_limit": "x", "nmae": "a", "max_in_flight": [[]], "enabled": true }""");

        Assert.Equal("max_in_flight name nmae token_limit", string.Join(' ', answer.Json.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order()));
    }

    [Fact]
    public async Task Bounds_of_long_fields_are_kept_to_the_character()
    {
        var emoji = string.Concat(Enumerable.Repeat("\U0001F600", 128));
        Assert.Equal(HttpStatusCode.Created, (await _host.PostAsync($$"""{ "name": "{{emoji}}" }""")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _host.PostAsync($$"""{ "name": "{{emoji}}x" }""")).Status);
        var globs = string.Join(',', Enumerable.Range(0, 256).Select(i => $"\"m{i}\""));
        Assert.Equal(HttpStatusCode.Created, (await _host.PostAsync($$"""{ "name": "globs", "allowed_models": [{{globs}}] }""")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _host.PostAsync($$"""{ "name": "globs2", "allowed_models": [{{globs}}, "x"] }""")).Status);
        var members = string.Join(',', Enumerable.Range(0, 64).Select(i => $"\"k{i:D2}\":\"{new string('v', 253)}\""));
        Assert.Equal(HttpStatusCode.Created, (await _host.PostAsync($$"""{ "name": "map", "metadata": { {{members}} } }""")).Status);
        Assert.Contains("64 members", (await _host.PostAsync($$"""{ "name": "map2", "metadata": { {{members}}, "x": "" } }""")).ErrorOf("metadata"));
        Assert.Contains("16385 bytes", (await _host.PostAsync($$"""{ "name": "map3", "metadata": { {{members.Replace("\"k00\"", "\"k00x\"")}} } }""")).ErrorOf("metadata"));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("   ", "Line 1")]
    [InlineData("{", "Line 1")]
    [InlineData("{ \"name\": \"a\",\n  \"owner\": tru }", "Line 2, byte 15")]
    [InlineData("{ \"name\": \"a\" } {}", "Line 1, byte 17")]
    [InlineData("{ \"name\": \"a\", }", "Line 1")]
    [InlineData("[]", "JSON object")]
    [InlineData("\"name\"", "JSON object")]
    [InlineData("null", "JSON object")]
    [InlineData("{ \"metadata\": [[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]] }", "Line 1")]
    public async Task A_body_that_is_no_json_object_is_pointed_into(string body, string where)
    {
        var answer = await _host.PostAsync(body);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_json"), (answer.Status, answer.Code));
        Assert.Contains(where, answer.Json.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/jsonp")]
    [InlineData("")]
    public async Task A_body_of_another_type_is_415(string type)
    {
        var answer = await _host.SendAsync(HttpMethod.Post, "/admin/v1/keys", """{ "name": "typed" }"""u8.ToArray(), type);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported_media_type"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_long_is_413_whether_it_says_so_or_not(bool chunked)
    {
        var body = Encoding.UTF8.GetBytes($$"""{ "name": "{{new string('a', 1_200_000)}}" }""");
        using HttpRequestMessage request = new(HttpMethod.Post, "/admin/v1/keys") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = chunked;

        using var response = await _host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/admin/v1/keys/000000000000", 404, "key_not_found")]
    [InlineData("GET", "/admin/v1/keys/short", 404, "key_not_found")]
    [InlineData("GET", "/admin/v1/keys/%C3%A9%2F..", 404, "key_not_found")]
    [InlineData("DELETE", "/admin/v1/keys/000000000000", 404, "key_not_found")]
    [InlineData("GET", "/admin/v1/kyes", 404, "unknown_route")]
    [InlineData("GET", "/admin", 404, "unknown_route")]
    [InlineData("PUT", "/admin/v1/keys", 405, "method_not_allowed")]
    [InlineData("GET", "/admin/v1/keys?limit=0", 400, "invalid_fields")]
    [InlineData("GET", "/admin/v1/keys?limit=1001", 400, "invalid_fields")]
    [InlineData("GET", "/admin/v1/keys?limit=ten", 400, "invalid_fields")]
    [InlineData("GET", "/admin/v1/keys?status=gone", 400, "invalid_fields")]
    [InlineData("GET", "/admin/v1/keys?after=000000000000", 400, "invalid_fields")]
    [InlineData("GET", "/admin/v1/keys?projct=a", 400, "invalid_fields")]
    [InlineData("GET", "/admin/v1/keys?project=a&project=b", 400, "invalid_fields")]
    public async Task What_is_not_there_or_not_understood_is_a_problem_too(string method, string path, int status, string code)
    {
        var answer = await _host.SendAsync(new(method), path);

        Assert.Equal((status, code, "application/problem+json"), ((int)answer.Status, answer.Code, answer.Type));
    }

    [Fact]
    public async Task A_patch_of_a_key_that_is_not_there_is_404_and_its_body_is_judged_first()
    {
        Assert.Equal((HttpStatusCode.NotFound, "key_not_found"), await KeyApiTests.CodeOf(_host.PatchAsync("000000000000", "{}")));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_json"), await KeyApiTests.CodeOf(_host.PatchAsync("000000000000", "{")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer gwa_wrong")]
    [InlineData("Basic Z3dhOng=")]
    [InlineData(AdminHost.Token)]
    public async Task Without_an_admin_token_nobody_comes_in(string? authorization)
    {
        using HttpClient client = new() { BaseAddress = _host.Address };
        if (authorization is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        foreach (var (method, path) in (IEnumerable<(HttpMethod, string)>)
            [(HttpMethod.Get, "/admin/v1/keys"), (HttpMethod.Post, "/admin/v1/keys"), (HttpMethod.Get, "/admin/nothing"), (HttpMethod.Get, "/ADMIN/v1/keys")])
        {
            using HttpRequestMessage request = new(method, path);
            using var response = await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
            Assert.Contains("admin token", await response.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData("//admin/v1/keys")]
    [InlineData("/%61dmin/v1/keys")]
    [InlineData("/x/../admin/v1/keys")]
    [InlineData("/./admin/v1/keys")]
    [InlineData("/admin%2Fv1/keys")]
    [InlineData("/Admin/V1/Keys")]
    [InlineData("/admin/v1/keys/")]
    public async Task No_way_of_writing_a_path_goes_round_the_token(string path)
    {
        using System.Net.Sockets.TcpClient client = new(_host.Address.Host, _host.Address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
        using StreamReader reader = new(client.GetStream());
        var answer = await reader.ReadToEndAsync();
        Assert.Matches("^HTTP/1.1 (401|404|400) ", answer);
        Assert.DoesNotContain("\"keys\"", answer);
    }

    [Fact]
    public async Task An_api_key_does_not_administer()
    {
        var (_, secret) = await _host.CreateAsync("""{ "name": "no admin" }""");
        using HttpClient client = new() { BaseAddress = _host.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/admin/v1/keys")).StatusCode);
        Assert.Null(_host.Authenticate(AdminHost.Token));
    }

    [Theory]
    [InlineData("gwa_other", true)]
    [InlineData(" " + AdminHost.Token + " ", true)]
    [InlineData(AdminHost.Token + "x", false)]
    public async Task Any_of_the_tokens_opens(string token, bool opens)
    {
        using HttpClient client = new() { BaseAddress = _host.Address };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "bearer " + token);
        Assert.Equal(opens ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, (await client.GetAsync("/admin/v1/keys?limit=1")).StatusCode);
    }

    [Fact]
    public async Task A_legacy_key_takes_labels_and_no_limits()
    {
        var digest = KeyDigest.Of("sk-old"u8);
        _host.Store.Restore([new() { Id = "LegacyKey001", Version = 4, ChangedAt = 1, CreatedAt = 1, Name = "old", Kind = KeyKind.Legacy, Prefix = "sk-old", Secrets = [new(digest)] }]);
        Assert.Equal("LegacyKey001", _host.Authenticate("sk-old")?.Id);

        var answer = await _host.PatchAsync("LegacyKey001", """{ "token_limit": 5, "owner": "x", "reset_period": null, "allowed_models": [] }""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "legacy_key"), (answer.Status, answer.Code));
        Assert.Equal("allowed_models reset_period token_limit", string.Join(' ', answer.Json.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order()));
        Assert.Contains("make a standard key", answer.Json.GetProperty("detail").GetString());
        var changed = await _host.PatchAsync("LegacyKey001", """
            { "name": "older", "owner": "x", "environment": "e", "project": "p", "enabled": false, "expires_at": "2030-01-01T00:00:00Z", "metadata": { "a": "b" }, "kind": "legacy" }
            """);
        Assert.Equal((HttpStatusCode.OK, 5, "sk-old"), (changed.Status, changed.Json.GetProperty("version").GetInt32(), changed.Json.GetProperty("prefix").GetString()));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "legacy_key"), await KeyApiTests.CodeOf(_host.PatchAsync("LegacyKey001", """{ "kind": "standard" }""")));
    }

    [Fact]
    public async Task A_keys_kind_stays()
    {
        var (id, _) = await _host.CreateAsync("""{ "name": "kind", "kind": "standard" }""");
        Assert.Equal(HttpStatusCode.OK, (await _host.PatchAsync(id, """{ "kind": "standard" }""")).Status);
        Assert.Contains("cannot be changed", (await _host.PatchAsync(id, """{ "kind": "legacy" }""")).ErrorOf("kind"));
    }

    public sealed class Shared : IAsyncLifetime
    {
        public AdminHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Host = await AdminHost.StartAsync();

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
