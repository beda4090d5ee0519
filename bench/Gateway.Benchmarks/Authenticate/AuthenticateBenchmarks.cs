using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;
using BenchmarkDotNet.Attributes;
using Gateway.Core.Keys;

namespace Gateway.Benchmarks.Authenticate;

/// <summary>
/// The third step of a request. Most requests find their secret remembered by the connection; the first of a connection pays for SHA-256. The
/// dictionaries are what the segmented table has to beat at the look-up alone; neither could change one key among a million in microseconds
/// (frozen) or swap a batch at once (concurrent).
/// </summary>
[MemoryDiagnoser]
public class AuthenticateBenchmarks
{
    private const int Probes = 1_024;

    private readonly KeyDirectory _directory = new();
    private readonly CredentialMemo _memo = new();
    private readonly KeyDigest[] _present = new KeyDigest[Probes];
    private FrozenDictionary<KeyDigest, ApiKey> _frozen = FrozenDictionary<KeyDigest, ApiKey>.Empty;
    private ConcurrentDictionary<KeyDigest, ApiKey> _concurrent = new();
    private KeyIndex _index = KeyIndex.Empty;
    private byte[][] _secrets = [];
    private byte[] _unknown = [];
    private ApiKey? _key;
    private int _next;

    [Params(10, 10_000, 1_000_000)]
    public int Keys { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _key = BenchKeys.Create();
        var secrets = Enumerable.Range(0, Math.Min(Keys, Probes)).Select(_ => Encoding.ASCII.GetBytes(KeySecret.Create().Secret)).ToArray();
        var changes = new KeyChange[Keys];
        Span<byte> number = stackalloc byte[4];
        for (var i = 0; i < Keys; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(number, i);
            changes[i] = KeyChange.Put(new(i < secrets.Length ? KeyDigest.Of(secrets[i]) : KeyDigest.Of(number), _key));
        }

        _directory.Apply(changes, wall: 1);
        _index = _directory.Current;
        _secrets = secrets;
        _unknown = Encoding.ASCII.GetBytes(KeySecret.Create().Secret);
        var all = changes.Select(c => KeyValuePair.Create(c.Credential.Digest, c.Credential.Key)).ToArray();
        _frozen = all.ToFrozenDictionary(DigestComparer.Instance);
        _concurrent = new(all, DigestComparer.Instance);
        for (var i = 0; i < Probes; i++)
            _present[i] = changes[(int)((long)i * 7_919 % Keys)].Credential.Digest;
        if (MemoHit() != _key || MemoMiss() != _key || Unknown() is not null || Table() != _key || Frozen() != _key || Concurrent() != _key)
            throw new InvalidOperationException("A benchmark does not get the right answer.");
    }

    /// <summary>The same secret again on the same connection.</summary>
    [Benchmark(Baseline = true)]
    public ApiKey? MemoHit() => _directory.Authenticate(_secrets[0], _memo, wall: 1);

    /// <summary>Another known secret on the same connection: checksum, SHA-256, look-up.</summary>
    [Benchmark]
    public ApiKey? MemoMiss() => _directory.Authenticate(_secrets[Next() % _secrets.Length], _memo, wall: 1);

    /// <summary>A well-formed secret that nobody has.</summary>
    [Benchmark]
    public ApiKey? Unknown() => _directory.Authenticate(_unknown, _memo, wall: 1);

    /// <summary>The look-up alone, over digests all across the table.</summary>
    [Benchmark]
    public ApiKey? Table() => _index.TryFind(_present[Next()], out var credential) ? credential.Key : null;

    [Benchmark]
    public ApiKey? Frozen() => _frozen.GetValueOrDefault(_present[Next()]);

    [Benchmark]
    public ApiKey? Concurrent() => _concurrent.TryGetValue(_present[Next()], out var key) ? key : null;

    private int Next() => _next++ & (Probes - 1);
}
