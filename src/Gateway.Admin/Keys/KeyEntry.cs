using Gateway.Core.Keys;

namespace Gateway.Admin.Keys;

/// <summary>One key in the catalog, for as long as the catalog lives: deleted keys stay. What can change is read off the key's policy.</summary>
/// <param name="key">The key.</param>
/// <param name="ordinal">Its place in the order of creation.</param>
/// <param name="secrets">What opens it; none of a deleted key.</param>
internal sealed class KeyEntry(ApiKey key, int ordinal, IReadOnlyList<SecretRecord> secrets)
{
    /// <summary>The key.</summary>
    public ApiKey Key { get; } = key;

    /// <summary>Its place in the order of creation.</summary>
    public int Ordinal { get; } = ordinal;

    /// <summary>What opens it, unless it is deleted.</summary>
    public IReadOnlyList<SecretRecord> Secrets { get; } = secrets;
}
