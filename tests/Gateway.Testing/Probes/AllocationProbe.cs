namespace Gateway.Testing.Probes;

/// <summary>Counts managed bytes. A probe that finds nothing proves something only beside a case that must allocate; <see cref="SelfTest"/> is one.</summary>
public static class AllocationProbe
{
    private static object? _sink;

    /// <summary>Bytes that this thread allocated in <paramref name="runs"/> calls, after <paramref name="warmUp"/> calls that do not count.</summary>
    public static long OnThisThread(Action action, int warmUp = 1000, int runs = 1000)
    {
        for (var i = 0; i < warmUp; i++) action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < runs; i++) action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>Bytes that the whole process allocated while <paramref name="action"/> ran; precise, so it stops every thread for a moment.</summary>
    public static async Task<long> InProcessAsync(Func<Task> action)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await action();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    /// <summary>Throws when the probe misses an allocation of 24 bytes a call (an object, the smallest there is).</summary>
    public static void SelfTest()
    {
        const int Runs = 1000;
        var seen = OnThisThread(static () => _sink = new object(), runs: Runs);
        GC.KeepAlive(_sink);
        if (seen < Runs * 24) throw new InvalidOperationException($"the allocation probe is blind: it saw {seen} bytes where {Runs * 24} were allocated");
    }
}
