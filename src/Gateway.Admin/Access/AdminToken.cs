using System.Security.Cryptography;
using System.Text;

namespace Gateway.Admin.Access;

/// <summary>One token of the administration: only its SHA-256 is kept. Immutable.</summary>
public sealed class AdminToken
{
    private readonly byte[] _hash;

    private AdminToken(string name, byte[] hash) => (Name, _hash) = (name, hash);

    /// <summary>Who acts with it, for the record: <c>bootstrap</c>, <c>configured</c>.</summary>
    public string Name { get; }

    /// <summary>The hash, 64 lower-case hexadecimal digits: what may be stored.</summary>
    public string Sha256 => Convert.ToHexStringLower(_hash);

    /// <summary>A token known in the clear; the clear text is not kept.</summary>
    /// <param name="name">Who acts with it.</param>
    /// <param name="secret">The token.</param>
    public static AdminToken OfSecret(string name, string secret) => new(name, SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>A token of which only the hash was stored.</summary>
    /// <param name="name">Who acts with it.</param>
    /// <param name="sha256">64 hexadecimal digits.</param>
    /// <exception cref="FormatException">Not 64 hexadecimal digits.</exception>
    public static AdminToken OfHash(string name, string sha256)
    {
        var hash = Convert.FromHexString(sha256);
        return hash.Length == SHA256.HashSizeInBytes ? new(name, hash) : throw new FormatException("A SHA-256 has 64 hexadecimal digits.");
    }

    /// <summary>A new token, <c>gwa_</c> and 64 hexadecimal digits of 256 random bits. It cannot be mistaken for an API key.</summary>
    public static string CreateSecret() => $"gwa_{RandomNumberGenerator.GetHexString(64, lowercase: true)}";

    /// <summary>Whether a presented token's hash is this one's, in fixed time.</summary>
    /// <param name="presentedSha256">The hash of what was presented.</param>
    public bool Matches(ReadOnlySpan<byte> presentedSha256) => CryptographicOperations.FixedTimeEquals(_hash, presentedSha256);
}
