using System.Text;
using BenchmarkDotNet.Attributes;
using Gateway.Core.Admission;
using Gateway.Core.Keys;

namespace Gateway.Benchmarks.Admit;

/// <summary>
/// What a request on a warm connection costs in decisions: authenticate, admit with all limits on, settle, release. The hot key stands in a table
/// of a few or of a million.
/// </summary>
[MemoryDiagnoser]
public class WholeRequestBenchmarks
{
    private readonly KeyDirectory _directory = new();
    private readonly CredentialMemo _memo = new();
    private HotKey _hot = null!;
    private byte[] _secret = [];

    [Params(10, 1_000_000)]
    public int Keys { get; set; }

    [GlobalSetup]
    public void Build()
    {
        var (_, secret) = KeySecret.Create();
        _secret = Encoding.ASCII.GetBytes(secret);
        _hot = new(HotKey.Create(0));
        var cold = HotKey.Create(1);
        var changes = new KeyChange[Keys];
        changes[0] = KeyChange.Put(new(KeyDigest.Of(_secret), _hot.Key));
        Random random = new(3);
        var digest = new byte[KeyDigest.Length];
        for (var i = 1; i < changes.Length; i++)
        {
            random.NextBytes(digest);
            changes[i] = KeyChange.Put(new(KeyDigest.FromBytes(digest), cold));
        }

        _directory.Apply(changes, wall: 1);
    }

    [Benchmark]
    public void AuthenticateAdmitSettle()
    {
        if (_directory.Authenticate(_secret, _memo, wall: 1_000) != _hot.Key)
            throw new InvalidOperationException("The benchmark was not recognised.");
        Reservation reservation = default;
        _hot.Admit(ref reservation);
        HotKey.Settle(ref reservation);
    }

    [GlobalCleanup]
    public void Check() => _hot.CheckQuiet();
}
