using Gateway.Core.Keys;

namespace Gateway.Admin.Keys;

/// <summary>One key in the catalog, for as long as the catalog lives: deleted keys stay. What can change is read off the key's policy.</summary>
/// <param name="key">The key.</param>
/// <param name="ordinal">Its place in the order of creation.</param>
/// <param name="secret">What opens it.</param>
internal sealed class KeyEntry(ApiKey key, int ordinal, SecretRecord secret)
{
    /// <summary>The key.</summary>
    public ApiKey Key { get; } = key;

    /// <summary>Its place in the order of creation.</summary>
    public int Ordinal { get; } = ordinal;

    /// <summary>What opens it, unless it is deleted.</summary>
    public SecretRecord Secret { get; } = secret;
}
