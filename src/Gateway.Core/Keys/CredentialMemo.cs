using System.Security.Cryptography;

namespace Gateway.Core.Keys;

/// <summary>
/// What a connection remembers of the secret it was last let in with: the bytes, their digest, and what the key table said at which version.
/// It keeps the table's version and not the table, or idle connections would hold old segments in memory. One per connection; not thread-safe.
/// </summary>
public sealed class CredentialMemo
{
    /// <summary>Longer secrets (legacy ones may have any form) are authenticated each time and not remembered, so that connections stay small.</summary>
    public const int MaxSecretBytes = 512;

    private byte[] _secret = [];
    private int _length;
    private KeyDigest _digest;

    /// <summary>The version of the table that <see cref="Key"/> was found in; 0 before the first.</summary>
    internal long Version { get; private set; }

    /// <summary>The key, or null if the table at <see cref="Version"/> did not have the digest any more.</summary>
    internal ApiKey? Key { get; private set; }

    /// <summary>Wall clock, UTC ticks.</summary>
    internal long ValidUntil { get; private set; }

    /// <summary>Forgets the secret, for a connection that ends or is reused.</summary>
    public void Clear()
    {
        CryptographicOperations.ZeroMemory(_secret);
        _length = 0;
        _digest = default;
        Version = 0;
        Key = null;
        ValidUntil = 0;
    }

    /// <summary>Whether these are the remembered bytes; takes the same time wherever they differ.</summary>
    internal bool Recognises(ReadOnlySpan<byte> presented) =>
        _length != 0 && FixedTime.AreEqual(presented, _secret.AsSpan(0, _length));

    internal void LookUpAgain(KeyIndex index)
    {
        Key = index.TryFind(_digest, out var key, out var validUntil) ? key : null;
        ValidUntil = validUntil;
        Version = index.Version;
    }

    internal void Remember(ReadOnlySpan<byte> secret, in KeyDigest digest, ApiKey key, long validUntil, long version)
    {
        if (secret.Length > MaxSecretBytes)
            return;
        if (secret.Length > _secret.Length)
        {
            CryptographicOperations.ZeroMemory(_secret);
            _secret = new byte[secret.Length];
        }

        secret.CopyTo(_secret);
        _length = secret.Length;
        _digest = digest;
        Key = key;
        ValidUntil = validUntil;
        Version = version;
    }
}
