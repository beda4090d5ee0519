using Gateway.Core.Keys;

namespace Gateway.Benchmarks.Authenticate;

/// <summary>The cheapest comparer there is for uniform digests, so that the dictionaries are not beaten by a hash they do not need.</summary>
internal sealed class DigestComparer : IEqualityComparer<KeyDigest>
{
    internal static readonly DigestComparer Instance = new();

    public bool Equals(KeyDigest x, KeyDigest y) => x.Equals(y);

    public int GetHashCode(KeyDigest obj) => (int)obj.First;
}
