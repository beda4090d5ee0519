using Gateway.Core.Keys;

namespace Gateway.Admin.Keys;

/// <summary>One key in the catalog, for as long as the catalog lives: deleted keys stay. What can change is read off the key's policy.</summary>
/// <param name="key">The key.</param>
/// <param name="ordinal">Its place in the order of creation.</param>
/// <param name="secrets">What opens it; none of a deleted key.</param>
internal sealed class KeyEntry(ApiKey key, int ordinal, IReadOnlyList<SecretRecord> secrets)
{
    // Nearly every key has exactly one secret, and a million lists of one would be a tenth of what keys take.
    private readonly SecretRecord _only = secrets.Count == 1 ? secrets[0] : default;
    private readonly IReadOnlyList<SecretRecord>? _several = secrets.Count == 1 ? null : secrets;

    /// <summary>The key.</summary>
    public ApiKey Key { get; } = key;

    /// <summary>Its place in the order of creation.</summary>
    public int Ordinal { get; } = ordinal;

    /// <summary>What opens it, unless it is deleted. Made anew on each call.</summary>
    public IReadOnlyList<SecretRecord> Secrets => _several ?? [_only];
}
