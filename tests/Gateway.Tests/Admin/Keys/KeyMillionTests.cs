using System.Diagnostics;
using Gateway.Admin.Keys;
using Gateway.Core;
using Gateway.Core.Keys;
using Xunit;

namespace Gateway.Tests.Admin.Keys;

/// <summary>Run by hand with <c>-explicit on</c>: too large for every build, and its times depend on the machine.</summary>
[Collection("Alone")]
public sealed class KeyMillionTests(ITestOutputHelper output)
{
    private const int Count = 1_000_000;

    [Fact(Explicit = true)]
    public async Task A_million_keys_are_made_listed_and_changed_in_good_time()
    {
        TimeReading now = new(1_000_000, new DateTime(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc).Ticks);
        using KeyStore store = new(new KeyDirectory(), new MemoryKeyJournal(), () => now);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Clock.Start();
        await CreateAsync(store);
        Assert.Equal(Count, store.Count);
        output.WriteLine($"made: {watch}");
        output.WriteLine($"{(GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Count:F0} bytes a key, table and catalog included, names included");

        string? last = null;
        Time("first page", () => last = store.List(new() { Limit = 1000 })!.Next);
        Time("second page", () => Assert.NotNull(store.List(new() { Limit = 1000, After = last })));
        Time("one owner of a thousand", () => Assert.Equal(1000, store.List(new() { Owner = "o7", Limit = 1000 })!.Keys.Count));
        Time("one name", () => Assert.Single(store.List(new() { Text = "key 0999999", Limit = 10 })!.Keys));
        Time("no name", () => Assert.Empty(store.List(new() { Text = "nothing", Limit = 10 })!.Keys));
        Time("a status that none has", () => Assert.Empty(store.List(new() { Status = KeyStatus.Disabled, Limit = 10 })!.Keys));
        var page = store.List(new() { Limit = 1000 })!;
        watch = Clock.Start();
        foreach (var key in page.Keys)
            Assert.Equal(KeyVerdict.Done, (await store.PatchAsync(key.Id, new() { Given = KeyField.TokenLimit, TokenLimit = 5 }, VersionCondition.Any)).Verdict);
        output.WriteLine($"a thousand changes of limits: {watch}");
        watch = Clock.Start();
        foreach (var key in page.Keys)
            Assert.Equal(KeyVerdict.Done, (await store.DeleteAsync(key.Id, VersionCondition.Any)).Verdict);
        output.WriteLine($"a thousand deletions: {watch}");
    }

    private static async Task CreateAsync(KeyStore store) =>
        await store.CreateManyAsync([.. Enumerable.Range(0, Count).Select(i => new KeyFields
        {
            Given = KeyField.Name | KeyField.Owner | KeyField.CostLimit | KeyField.TokenLimit | KeyField.RequestsPerMinute | KeyField.ResetPeriod,
            Name = $"key {i:D7}",
            Owner = $"o{i % 1000}",
            CostLimitNano = 1_000_000_000,
            TokenLimit = 1_000_000,
            RequestsPerMinute = 600,
            ResetPeriod = ResetPeriod.Monthly,
        })]);

    private void Time(string what, Action action)
    {
        action();
        var watch = Clock.Start();
        action();
        output.WriteLine($"{what}: {watch}");
    }

    /// <summary>Both what the clock on the wall says and what the processor did: on a busy machine only the second means something.</summary>
    private readonly record struct Clock(long Started, TimeSpan Used)
    {
        public static Clock Start() => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);

        public override string ToString() =>
            $"{Stopwatch.GetElapsedTime(Started).TotalMilliseconds:F1} ms, processor {(Environment.CpuUsage.TotalTime - Used).TotalMilliseconds:F1} ms";
    }
}
