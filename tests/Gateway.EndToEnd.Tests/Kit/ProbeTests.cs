using Gateway.Testing.Probes;
using Gateway.Testing.Time;
using Xunit;

namespace Gateway.EndToEnd.Tests.Kit;

/// <summary>A broken probe would make every test that relies on it pass.</summary>
public sealed class ProbeTests
{
    private static object? _sink;

    [Fact]
    public void The_allocation_probe_sees_what_must_allocate_and_nothing_where_nothing_does()
    {
        AllocationProbe.SelfTest();
        Assert.True(AllocationProbe.OnThisThread(static () => _sink = new byte[100], runs: 10) >= 1000);
        GC.KeepAlive(_sink);
        var sum = 0L;
        Assert.Equal(0, AllocationProbe.OnThisThread(() => sum += 3));
        Assert.Equal(6000, sum);
    }

    [Fact]
    public async Task The_process_wide_probe_sees_other_threads()
    {
        var seen = await AllocationProbe.InProcessAsync(() => Task.Run(static () => _sink = new byte[1_000_000]));
        Assert.True(seen >= 1_000_000);
    }

    [Fact]
    public void The_memory_probe_sees_memory_that_is_touched()
    {
        var probe = new RssProbe(Environment.ProcessId);
        var before = probe.Resident;
        var block = GC.AllocateUninitializedArray<byte>(64 << 20, pinned: true);
        for (var i = 0; i < block.Length; i += 4096) block[i] = 1;
        Assert.True(probe.Resident - before > 48 << 20, $"{before} then {probe.Resident}");
        Assert.True(probe.Peak >= probe.Resident - (1 << 20));
        GC.KeepAlive(block);
    }

    [Fact]
    public void A_manual_clock_moves_only_when_told()
    {
        var clock = new ManualClock();
        var (monotonic, wall) = (clock.Monotonic, clock.Wall);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(monotonic + 20_000, clock.Monotonic);
        Assert.Equal(wall + (2 * TimeSpan.TicksPerSecond), clock.Wall);
        clock.StepWall(TimeSpan.FromHours(-1));
        Assert.Equal(monotonic + 20_000, clock.Monotonic);
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.FromTicks(-1)));
    }
}
