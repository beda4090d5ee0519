using BenchmarkDotNet.Attributes;
using Gateway.Core.Admission;

namespace Gateway.Benchmarks.Admit;

/// <summary>Admission alone, all limits on, and the refusal of a key that is full.</summary>
[MemoryDiagnoser]
public class AdmitBenchmarks
{
    private const int Operations = 1 << 16;

    private readonly Reservation[] _reservations = new Reservation[Operations];
    private HotKey _hot = new(HotKey.Create(1));
    private readonly HotKey _full = new(HotKey.Create(2, maxInFlight: 1));
    private Reservation _only;

    [GlobalSetup]
    public void Fill() => _full.Admit(ref _only);

    [IterationSetup(Target = nameof(Admit))]
    public void Empty()
    {
        // A key of its own for each iteration, once warm: its window starts anew with its time.
        _hot = new(HotKey.Create(1));
        Reservation first = default;
        _hot.Admit(ref first);
        first.Release();
    }

    [Benchmark(OperationsPerInvoke = Operations)]
    public void Admit()
    {
        for (var i = 0; i < _reservations.Length; i++)
            _hot.Admit(ref _reservations[i]);
    }

    [IterationCleanup(Target = nameof(Admit))]
    public void GiveBack()
    {
        for (var i = 0; i < _reservations.Length; i++)
            _reservations[i].Release();
        _hot.CheckQuiet();
    }

    [Benchmark]
    public RefusalReason Refuse()
    {
        Reservation none = default;
        var reason = _full.Ask(ref none, 700_000);
        return reason == RefusalReason.TooManyInFlight ? reason : throw new InvalidOperationException($"{reason}");
    }
}
