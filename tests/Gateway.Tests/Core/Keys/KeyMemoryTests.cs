using System.Diagnostics;
using Gateway.Core;
using Gateway.Core.Admission;
using Gateway.Core.Keys;
using Gateway.Core.Limits;
using Gateway.Core.Prices;
using Gateway.Interleavings.Keys;
using Xunit;

namespace Gateway.Tests.Core.Keys;

/// <summary>Bytes a key, from the garbage collector's own count.</summary>
[Collection("Alone")]
public sealed class KeyMemoryTests
{
    [Fact]
    public void A_million_unused_keys_with_all_limits_take_at_most_350_bytes_each_with_their_table()
    {
        const int Count = 1_000_000;
        var keys = new ApiKey[Count];
        var changes = new KeyChange[Count];
        SharedParts parts = new();
        EvenCalendar calendar = new(ResetPeriod.Monthly, "Europe/Berlin");
        Random random = new(7);
        var digest = new byte[KeyDigest.Length];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Count; i++)
        {
            var record = Limited(i);
            keys[i] = new(record.Id, new(record, calendar, parts), 1);
        }

        var built = Stopwatch.GetElapsedTime(start);
        var perKey = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Count;
        for (var i = 0; i < Count; i++)
        {
            random.NextBytes(digest);
            changes[i] = KeyChange.Put(new(KeyDigest.FromBytes(digest), keys[i]));
        }

        before = GC.GetTotalMemory(forceFullCollection: true);
        var index = KeyIndex.Empty.With(changes, wall: 1);
        var perEntry = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Count;
        TestContext.Current.SendDiagnosticMessage(
            $"1,000,000 keys: {perKey:F1} bytes each built in {built.TotalMilliseconds:F0} ms, and {perEntry:F1} in the table");
        Assert.InRange(perKey, 150, 290);
        Assert.InRange(perKey + perEntry, 200, 350);
        Assert.Equal(Count, index.Count);
        GC.KeepAlive(keys);
    }

    [Theory]
    [InlineData(60, 2_000)]
    [InlineData(1_000, 10_000)]
    public void A_key_in_use_takes_its_window_and_two_padded_books_and_gives_them_back(int requestsPerMinute, int most)
    {
        const int Count = 2_000;
        ModelPrice price = new(new(1_000, 1_000));
        SharedParts parts = new();
        EvenCalendar calendar = new(ResetPeriod.Hourly, "UTC");
        var keys = new ApiKey[Count];
        for (var i = 0; i < Count; i++)
        {
            var record = Limited(i) with { RequestsPerMinute = requestsPerMinute, ResetPeriod = ResetPeriod.Hourly, TimeZone = "UTC" };
            keys[i] = new(record.Id, new(record, calendar, parts), 1);
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var key in keys)
        {
            Reservation reservation = default;
            Assert.Equal(RefusalReason.None, key.TryAdmit(new() { Model = "gpt-4o"u8, Price = price, Shape = new(10) { OutputCap = 10 } }, new(1_000, 1_000), ref reservation, out _));
            reservation.Charge(Asked.Charge(1, 1));
            reservation.Release();
        }

        var active = (GC.GetTotalMemory(forceFullCollection: true) - before) / Count;
        var mark = SlidingWindow.Retired(1_000 + SlidingWindow.MinuteTicks);
        foreach (var key in keys)
            Assert.True(key.RetireIdle(new(1_000 + SlidingWindow.MinuteTicks, 1_100), mark));
        var idle = (GC.GetTotalMemory(forceFullCollection: true) - before) / Count;
        TestContext.Current.SendDiagnosticMessage($"at {requestsPerMinute} requests/min a key in use takes {active} bytes more, idle again {idle}");
        Assert.InRange(active, requestsPerMinute * 8, most);
        Assert.InRange(idle, 1, 350);
        GC.KeepAlive(keys);
    }

    private static KeyRecord Limited(int i) => TestKey.Record with
    {
        Id = $"{i:D12}",
        Name = $"service {i}",
        Project = $"project {i % 50}",
        Environment = i % 2 == 0 ? "production" : "staging",
        Owner = $"team {i % 20}",
        ExpiresAt = long.MaxValue - 1,
        CostLimitNano = 1_000_000_000,
        TokenLimit = 1_000_000,
        RequestsPerMinute = 600,
        ResetPeriod = ResetPeriod.Monthly,
        TimeZone = "Europe/Berlin",
        MaxInFlight = 20,
        AllowedModels = ["gpt-4o*", "claude-*"],
        Enforcement = Enforcement.Strict,
    };
}
