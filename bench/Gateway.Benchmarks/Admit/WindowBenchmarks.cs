using BenchmarkDotNet.Attributes;
using Gateway.Core.Limits;

namespace Gateway.Benchmarks.Admit;

/// <summary>The sliding window by itself, uncontended: an admission that opens a slot (60), one that mostly fills one (1,000,000), a refusal, the reads for headers.</summary>
[MemoryDiagnoser]
public class WindowBenchmarks
{
    private SlidingWindow _open = new(1, 0);
    private SlidingWindow _full = new(1, 0);
    private SlidingWindow? _reference;
    private long _now = 1;

    [Params(60, 1_000, 1_000_000)]
    public int Limit { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _open = new(Limit, 0, spanTicks: 1);
        _full = new(Limit, 0);
        _reference = _open;
        while (_full.TryAdmit(1, out _, out _) == WindowVerdict.Admitted)
            continue;
        if (Admit() != WindowVerdict.Admitted || AdmitByReference() != WindowVerdict.Admitted || Refuse() != WindowVerdict.Refused || Count() != Limit)
            throw new InvalidOperationException("A benchmark does not get the right answer.");
    }

    /// <summary>Time goes on with each, so there is always room.</summary>
    [Benchmark(Baseline = true)]
    public WindowVerdict Admit() => _open.TryAdmit(++_now, out _, out _);

    /// <summary>As a key does it: the window in force under a policy, then the admission.</summary>
    [Benchmark]
    public WindowVerdict AdmitByReference() => WindowReference.InForce(ref _reference, Limit, 0).TryAdmit(++_now, out _, out _);

    [Benchmark]
    public WindowVerdict Refuse() => _full.TryAdmit(2, out _, out _);

    [Benchmark]
    public WindowVerdict Look() => _full.Look(2, out _);

    [Benchmark]
    public int Count() => _full.InWindow(2);
}
