using System.Diagnostics;
using Gateway.Core.Keys;
using Gateway.Interleavings.Keys;
using Xunit;

namespace Gateway.Tests.Core.Keys;

/// <summary>The table alone, all credentials of one key: building, changing, and bytes. The build is timed by the processor time it took.</summary>
[Collection("Alone")]
public sealed class MillionKeysTests
{
    private const int Count = 1_000_000;

    [Fact]
    public void A_million_are_built_within_two_seconds_and_one_is_changed_within_a_millisecond()
    {
        var key = AnyKey.Create();
        var changes = new KeyChange[Count];
        Random random = new(5);
        var bytes = new byte[KeyDigest.Length];
        for (var i = 0; i < Count; i++)
        {
            random.NextBytes(bytes);
            changes[i] = KeyChange.Put(new(KeyDigest.FromBytes(bytes), key));
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var start = ThreadClock.Now;
        var index = KeyIndex.Empty.With(changes, wall: 1);
        var built = ThreadClock.Now - start;
        var perCredential = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Count;

        var swaps = new double[200];
        for (var i = 0; i < swaps.Length; i++)
        {
            var began = Stopwatch.GetTimestamp();
            index = index.With([changes[i * 4_999]], wall: 1);
            swaps[i] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
        }

        Array.Sort(swaps);
        TestContext.Current.SendDiagnosticMessage(
            $"1,000,000 credentials: built in {built.TotalMilliseconds:F0} ms, {perCredential:F1} bytes each, one changed in {swaps[swaps.Length / 2]:F0} µs (median)");
        Assert.Equal(Count, index.Count);
        Assert.InRange(perCredential, 40, 60);
        Assert.InRange(built.TotalSeconds, 0, 2);
        Assert.InRange(swaps[swaps.Length / 2], 0, 1_000);
        GC.KeepAlive(changes);
    }
}
