using System.Net;
using System.Text;
using Gateway.Admin.Keys;
using Gateway.Core.Keys;
using Xunit;

namespace Gateway.Tests.Admin.Keys;

/// <summary>Validate, append, swap, answer: in this order, one change at a time.</summary>
public sealed class KeyChangeOrderTests
{
    [Fact]
    public async Task Nothing_is_in_force_before_it_is_durable()
    {
        GatedJournal journal = new();
        await using var host = await AdminHost.StartAsync(journal);
        var creating = host.PostAsync("""{ "name": "a" }""");
        var record = Assert.Single(await journal.NextAsync());

        Assert.Equal(1, host.Directory.Current.Version);
        Assert.Null(host.Store.Find(record.Id));
        Assert.False(creating.IsCompleted);
        journal.Release();
        var secret = (await creating).Json.GetProperty("secret").GetString()!;
        Assert.Equal((record.Id, KeyDigest.Of(Encoding.ASCII.GetBytes(secret))), (host.Authenticate(secret)!.Id, record.Secrets[0].Digest));

        var patching = host.PatchAsync(record.Id, """{ "enabled": false }""");
        Assert.Equal((2, false), (await journal.NextAsync() is [var patched] ? (patched.Version, patched.Enabled) : default));
        Assert.True(host.Authenticate(secret)!.Policy.IsEnabled);
        journal.Release();
        await patching;
        Assert.False(host.Authenticate(secret)!.Policy.IsEnabled);

        var deleting = host.DeleteAsync(record.Id);
        Assert.Equal((3, true, 0), (await journal.NextAsync() is [var deleted] ? (deleted.Version, deleted.Deleted, deleted.Secrets.Count) : default));
        Assert.NotNull(host.Authenticate(secret));
        journal.Release();
        await deleting;
        Assert.Null(host.Authenticate(secret));
    }

    [Fact]
    public async Task Changes_wait_for_each_other_and_readers_for_nobody()
    {
        GatedJournal journal = new();
        await using var host = await AdminHost.StartAsync(journal);
        var first = host.PostAsync("""{ "name": "a" }""");
        await journal.NextAsync();
        var second = host.PostAsync("""{ "name": "b" }""");

        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/admin/v1/keys")).Status);
        Assert.False(second.IsCompleted);
        journal.Release();
        await journal.NextAsync();
        journal.Release();
        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Created], [(await first).Status, (await second).Status]);
    }

    [Fact]
    public async Task What_cannot_be_made_durable_is_503_and_leaves_everything_as_it_was()
    {
        GatedJournal journal = new() { Works = true };
        await using var host = await AdminHost.StartAsync(journal);
        var (id, secret) = await host.CreateAsync("""{ "name": "a" }""");
        journal.Fails = true;

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "journal_unavailable"), await KeyApiTests.CodeOf(host.PostAsync("""{ "name": "b" }""", h => h.Add("Idempotency-Key", "k"))));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.PatchAsync(id, """{ "name": "c", "enabled": false }""")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await host.DeleteAsync(id)).Status);

        Assert.Equal((1, 1, true, "a"), (host.Store.Count, host.Authenticate(secret)!.Policy.Version, host.Authenticate(secret)!.Policy.IsEnabled, host.Store.Find(id)!.Policy.Name));
        journal.Fails = false;
        Assert.Equal(HttpStatusCode.Created, (await host.PostAsync("""{ "name": "b" }""", h => h.Add("Idempotency-Key", "k"))).Status);
        Assert.Equal(2, (await host.PatchAsync(id, """{ "name": "c" }""")).Json.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task A_client_that_goes_away_does_not_stop_a_change_that_has_begun()
    {
        GatedJournal journal = new();
        await using var host = await AdminHost.StartAsync(journal);
        using CancellationTokenSource gone = new();
        using StringContent body = new("""{ "name": "a" }""", Encoding.UTF8, "application/json");
        var creating = host.Client.PostAsync("/admin/v1/keys", body, gone.Token);
        var record = Assert.Single(await journal.NextAsync());
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => creating);
        await Task.Delay(50);
        journal.Release();
        for (var i = 0; i < 200 && host.Store.Find(record.Id) is null; i++)
            await Task.Delay(10);
        Assert.Equal("a", host.Store.Find(record.Id)?.Policy.Name);
    }

    private sealed class GatedJournal : IKeyJournal
    {
        private readonly SemaphoreSlim _arrived = new(0);
        private readonly SemaphoreSlim _gate = new(0);
        private volatile IReadOnlyList<KeyRecord> _records = [];

        public bool Works { get; set; }

        public bool Fails { get; set; }

        public async Task<IReadOnlyList<KeyRecord>> NextAsync()
        {
            Assert.True(await _arrived.WaitAsync(TimeSpan.FromSeconds(20)));
            return _records;
        }

        public void Release() => _gate.Release();

        public async ValueTask AppendAsync(IReadOnlyList<KeyRecord> records, CancellationToken cancellationToken)
        {
            if (Fails)
                throw new KeyJournalException("no space left on device");
            if (Works)
                return;
            _records = records;
            _arrived.Release();
            await _gate.WaitAsync(cancellationToken);
        }
    }
}
