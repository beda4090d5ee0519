using BenchmarkDotNet.Attributes;
using Gateway.Core.Admission;

namespace Gateway.Benchmarks.Admit;

/// <summary>Admit and settle on one thread and on two, on one key and on two; and the same books behind a lock, the alternative that was not taken.</summary>
public class ContentionBenchmarks
{
    private const int PerThread = 100_000;

    private HotKey[] _keys = [];
    private LockedKey[] _locked = [];
    private long _now;

    [GlobalSetup]
    public void Create()
    {
        _keys = [new(HotKey.Create(1)), new(HotKey.Create(2))];
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
            // One clock for all threads, as in the process: however two threads overtake each other, 600 requests span more than a minute.
            key.Admit(ref reservation, Interlocked.Add(ref _now, 2_001));
            HotKey.Settle(ref reservation);
        }
    }

    private void Run(LockedKey key)
    {
        for (var i = 0; i < PerThread; i++)
        {
            if (!key.TryAdmit(Interlocked.Add(ref _now, 2_001), tokens: 2_756, cost: 700_000))
                throw new InvalidOperationException("The benchmark refused itself.");
            key.Settle(tokens: 2_756, cost: 700_000, usedTokens: 600, usedOutput: 120, usedCost: 137_000);
        }
    }
}
