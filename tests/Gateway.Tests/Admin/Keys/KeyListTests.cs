using Gateway.Admin.Keys;
using Gateway.Core.Keys;
using Xunit;

namespace Gateway.Tests.Admin.Keys;

public sealed class KeyListTests : IAsyncLifetime
{
    private AdminHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await AdminHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Pages_follow_the_order_of_creation_and_end()
    {
        await CreateAsync(250);
        List<string> names = [];
        var pages = 0;
        for (var after = ""; ; pages++)
        {
            var page = (await _host.GetAsync($"/admin/v1/keys?limit=100{after}")).Json;
            names.AddRange(page.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("name").GetString()!));
            if (page.GetProperty("next").GetString() is not { } next)
                break;
            after = $"&after={next}";
        }

        Assert.Equal(2, pages);
        Assert.Equal(Enumerable.Range(0, 250).Select(i => $"key {i:D6}"), names);
        Assert.Equal(100, (await _host.GetAsync("/admin/v1/keys")).Json.GetProperty("keys").GetArrayLength());
        Assert.Equal(250, (await _host.GetAsync("/admin/v1/keys?limit=1000")).Json.GetProperty("keys").GetArrayLength());
    }

    [Theory]
    [InlineData("project=p1", 50)]
    [InlineData("project=p1&environment=e0", 0)]
    [InlineData("environment=e1&owner=o1", 25)]
    [InlineData("owner=nobody", 0)]
    [InlineData("owner=o3&q=KEY+00000", 2)]
    [InlineData("q=key+00001", 10)]
    [InlineData("q=", 100)]
    [InlineData("q=%E2%98%83", 0)]
    [InlineData("status=active", 99)]
    [InlineData("status=deleted", 1)]
    public async Task Filters_narrow_together(string filter, int expected)
    {
        var keys = await CreateAsync(100);
        await _host.DeleteAsync(keys[0].Id);
        Assert.Equal(expected, (await _host.GetAsync($"/admin/v1/keys?limit=1000&{filter}")).Json.GetProperty("keys").GetArrayLength());
    }

    [Fact]
    public async Task A_key_is_found_by_its_prefix()
    {
        var keys = await CreateAsync(20);
        var page = (await _host.GetAsync($"/admin/v1/keys?q=gwk_{keys[7].Id[..8]}")).Json;
        Assert.Equal(keys[7].Id, page.GetProperty("keys").EnumerateArray().Single().GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_key_moves_with_its_labels()
    {
        var keys = await CreateAsync(100);
        for (var round = 0; round < 2; round++)
        {
            await _host.PatchAsync(keys[51].Id, """{ "owner": "o0" }""");
            Assert.Equal(26, (await Owned("o0")).Length);
            Assert.Equal(24, (await Owned("o3")).Length);
            Assert.Equal((await Owned("o0")).Order(), await Owned("o0"));
            await _host.PatchAsync(keys[51].Id, """{ "owner": "o3" }""");
            Assert.Equal((25, 25), ((await Owned("o0")).Length, (await Owned("o3")).Length));
        }

        async Task<string[]> Owned(string owner) =>
            [.. (await _host.GetAsync($"/admin/v1/keys?owner={owner}")).Json.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("name").GetString()!)];
    }

    [Fact]
    public async Task Statuses_are_those_of_the_moment()
    {
        var keys = await CreateAsync(4);
        await _host.PatchAsync(keys[0].Id, """{ "enabled": false }""");
        await _host.PatchAsync(keys[1].Id, """{ "expires_at": "2026-11-23T09:30:00Z" }""");
        await _host.PatchAsync(keys[2].Id, """{ "token_limit": 0 }""");
        Assert.Equal((1, 0, 1, 2), (await Count("disabled"), await Count("expired"), await Count("exhausted"), await Count("active")));
        _host.Wall += TimeSpan.TicksPerHour;
        Assert.Equal((1, 1, 1, 1), (await Count("disabled"), await Count("expired"), await Count("exhausted"), await Count("active")));

        async Task<int> Count(string status) => (await _host.GetAsync($"/admin/v1/keys?status={status}")).Json.GetProperty("keys").GetArrayLength();
    }

    [Fact]
    public async Task Many_keys_are_made_in_one_step_and_all_of_them_open()
    {
        var outcomes = await _host.Store.CreateManyAsync(Fields(20_000));

        Assert.Equal(20_000, outcomes.Count);
        Assert.Equal(2, _host.Directory.Current.Version);
        foreach (var outcome in outcomes.Where((_, i) => i % 1000 == 0))
            Assert.Same(outcome.Key, _host.Authenticate(outcome.Secret!));
        var page = _host.Store.List(new() { Owner = "o1", Text = "019", Limit = 3 })!;
        Assert.Equal(["key 000193", "key 000197", "key 001901"], page.Keys.Select(key => key.Policy.Name));
    }

    [Fact]
    public async Task Of_many_keys_none_is_made_if_one_cannot_be()
    {
        await _host.CreateAsync("""{ "name": "key 000005", "project": "p1" }""");

        Assert.Equal(KeyVerdict.NameTaken, Assert.Single(await _host.Store.CreateManyAsync(Fields(10))).Verdict);
        Assert.Equal(KeyVerdict.NameTaken, Assert.Single(await _host.Store.CreateManyAsync([.. Fields(3), .. Fields(1)])).Verdict);
        Assert.Equal(KeyVerdict.Invalid, Assert.Single(await _host.Store.CreateManyAsync([.. Fields(3), new()])).Verdict);
        Assert.Equal(1, _host.Store.Count);
    }

    [Fact]
    public async Task Lists_stay_whole_while_keys_come_and_change()
    {
        var keys = await CreateAsync(500);
        using CancellationTokenSource stop = new();
        var changing = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await _host.Store.PatchAsync(keys[i % 500].Id, new() { Given = KeyField.Environment, Environment = $"x{i % 7}" }, VersionCondition.Any);
                await _host.Store.CreateAsync(new() { Given = KeyField.Name, Name = $"later {i}" });
            }
        });
        for (var i = 0; i < 200; i++)
        {
            var all = _host.Store.List(new() { Project = "p1", Limit = 1000 })!.Keys;
            Assert.Equal(250, all.Count);
            Assert.Equal(all.Count, all.Distinct().Count());
        }

        await stop.CancelAsync();
        await changing;
    }

    private async Task<IReadOnlyList<ApiKey>> CreateAsync(int count) => [.. (await _host.Store.CreateManyAsync(Fields(count))).Select(outcome => outcome.Key!)];

    private static KeyFields[] Fields(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new KeyFields
        {
            Given = KeyField.Name | KeyField.Project | KeyField.Environment | KeyField.Owner,
            Name = $"key {i:D6}",
            Project = $"p{i % 2}",
            Environment = i % 2 == 0 ? null : "e1",
            Owner = $"o{i % 4}",
        })];
}
