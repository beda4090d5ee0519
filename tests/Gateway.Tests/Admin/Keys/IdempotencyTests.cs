using System.Net;
using Gateway.Admin.Http;
using Xunit;

namespace Gateway.Tests.Admin.Keys;

public sealed class IdempotencyTests : IAsyncLifetime
{
    private AdminHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await AdminHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_repeated_request_makes_one_key_and_gets_the_same_secret()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PostAsync("""{ "name": "a" }""", "retry-1")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(answers.Select(answer => answer.Json.GetProperty("secret").GetString()).Distinct());
        Assert.Single(answers, answer => !answer.Replayed);
        Assert.Equal(1, _host.Store.Count);
    }

    [Fact]
    public async Task The_same_name_for_another_request_is_a_mistake()
    {
        await PostAsync("""{ "name": "a" }""", "k");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency_key_reused"), await KeyApiTests.CodeOf(PostAsync("""{ "name": "b" }""", "k")));
    }

    [Fact]
    public async Task Another_token_has_names_of_its_own()
    {
        await PostAsync("""{ "name": "a" }""", "k");
        _host.Client.DefaultRequestHeaders.Authorization = new("Bearer", "gwa_other");

        var answer = await PostAsync("""{ "name": "b" }""", "k");

        Assert.Equal((HttpStatusCode.Created, false), (answer.Status, answer.Replayed));
    }

    [Fact]
    public async Task After_a_day_the_name_is_free()
    {
        await PostAsync("""{ "name": "a" }""", "k");
        _host.Wall += TimeSpan.TicksPerDay - 1;
        Assert.True((await PostAsync("""{ "name": "a" }""", "k")).Replayed);
        _host.Wall += 1;
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync("""{ "name": "a" }""", "k")).Status);
    }

    [Fact]
    public async Task What_was_refused_is_tried_anew()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("{}", "k")).Status);
        Assert.Equal(HttpStatusCode.Created, (await PostAsync("""{ "name": "a" }""", "k")).Status);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("with blank")]
    public async Task A_name_must_be_visible_ascii(string key)
    {
        var answer = await PostAsync("""{ "name": "a" }""", key);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("visible ASCII", answer.ErrorOf("Idempotency-Key"));
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("""{ "name": "a" }""", new string('x', 256))).Status);
    }

    [Fact]
    public void What_is_remembered_is_forgotten_and_does_not_hold_the_secret_in_the_clear()
    {
        IdempotencyBook book = new();
        for (var i = 0; i < 100; i++)
            book.Remember("actor", $"k{i}", "body"u8, "000000000000", "gwk_secret", wall: i);

        Assert.Equal("gwk_secret", book.Find("actor", "k5", "body"u8, 100).Secret);
        Assert.Equal(IdempotencyOutcome.New, book.Find("other", "k5", "body"u8, 100).Outcome);
        Assert.Equal(IdempotencyOutcome.New, book.Find("actor", "k49", "body"u8, TimeSpan.TicksPerDay + 49).Outcome);
        Assert.Equal(50, book.Count);
    }

    private Task<AdminAnswer> PostAsync(string body, string key) => _host.PostAsync(body, headers => headers.TryAddWithoutValidation("Idempotency-Key", key));
}
