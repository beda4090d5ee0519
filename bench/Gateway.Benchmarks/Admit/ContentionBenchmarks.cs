using BenchmarkDotNet.Attributes;
using Gateway.Core.Admission;

namespace Gateway.Benchmarks.Admit;

/// <summary>
/// Admit and settle on one thread and on two, on one key and on two; and the same books behind a lock, the alternative that was not taken. Time passes slowly
/// here: were a minute over within a thread's time slice, a stopped thread could find the window eight laps on, which takes eight minutes in earnest.
/// </summary>
public class ContentionBenchmarks
{
    internal const int PerMinute = 1_000_000;

    private const int PerThread = 100_000;

    private HotKey[] _keys = [];
    private LockedKey[] _locked = [];
    private long _now;

    [GlobalSetup]
    public void Create()
    {
        _keys = [new(HotKey.Create(1, perMinute: PerMinute)), new(HotKey.Create(2, perMinute: PerMinute))];
        _locked = [new(), new()];
        _now = 1;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = PerThread)]
    public void OneThread() => Run(_keys[0]);

    [Benchmark(OperationsPerInvoke = 2 * PerThread)]
    public void TwoThreadsOnOneKey() => Together(() => Run(_keys[0]), () => Run(_keys[0]));

    [Benchmark(OperationsPerInvoke = 2 * PerThread)]
    public void TwoThreadsOnTwoKeys() => Together(() => Run(_keys[0]), () => Run(_keys[1]));

    [Benchmark(OperationsPerInvoke = PerThread)]
    public void OneThreadWithALock() => Run(_locked[0]);

    [Benchmark(OperationsPerInvoke = 2 * PerThread)]
    public void TwoThreadsOnOneKeyWithALock() => Together(() => Run(_locked[0]), () => Run(_locked[0]));

    [Benchmark(OperationsPerInvoke = 2 * PerThread)]
    public void TwoThreadsOnTwoKeysWithALock() => Together(() => Run(_locked[0]), () => Run(_locked[1]));

    [GlobalCleanup]
    public void Check()
    {
        foreach (var key in _keys)
            key.CheckQuiet();
    }

    private static void Together(Action first, Action second)
    {
        Thread other = new(() => second());
        other.Start();
        first();
        other.Join();
    }

    private void Run(HotKey key)
    {
        Reservation reservation = default;
        for (var i = 0; i < PerThread; i++)
        {
            // One clock for all threads, as in the process: 600,001 requests in a minute, of a million.
            key.Admit(ref reservation, Interlocked.Increment(ref _now));
            HotKey.Settle(ref reservation);
        }
    }

    private void Run(LockedKey key)
    {
        for (var i = 0; i < PerThread; i++)
        {
            if (!key.TryAdmit(Interlocked.Increment(ref _now), tokens: 2_756, cost: 700_000))
                throw new InvalidOperationException("The benchmark refused itself.");
            key.Settle(tokens: 2_756, cost: 700_000, usedTokens: 600, usedOutput: 120, usedCost: 137_000);
        }
    }
}
