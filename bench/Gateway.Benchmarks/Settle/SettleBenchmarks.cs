using BenchmarkDotNet.Attributes;
using Gateway.Benchmarks.Admit;
using Gateway.Core.Admission;

namespace Gateway.Benchmarks.Settle;

/// <summary>Settlement alone: the charge is made from reported tokens, replaces the hold, and the place in flight is given back.</summary>
[MemoryDiagnoser]
public class SettleBenchmarks
{
    private const int Operations = 1 << 16;

    private readonly Reservation[] _reservations = new Reservation[Operations];
    private readonly HotKey _hot = new(HotKey.Create(1));

    [IterationSetup]
    public void Admit()
    {
        for (var i = 0; i < _reservations.Length; i++)
            _hot.Admit(ref _reservations[i]);
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public void Settle()
    {
        for (var i = 0; i < _reservations.Length; i++)
            HotKey.Settle(ref _reservations[i]);
    }

    [IterationCleanup]
    public void Check() => _hot.CheckQuiet();
}
