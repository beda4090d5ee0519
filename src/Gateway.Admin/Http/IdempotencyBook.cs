using System.Security.Cryptography;
using System.Text;

namespace Gateway.Admin.Http;

/// <summary>
/// What was created under which <c>Idempotency-Key</c> within the last 24 hours, so that a repeated request gets the first one's answer. Secrets
/// are kept sealed: only who knows the Idempotency-Key can open one, the process by itself cannot. Not thread-safe: used under the
/// administration's lock.
/// </summary>
internal sealed class IdempotencyBook
{
    /// <summary>How long an answer is remembered.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly Dictionary<string, Page> _pages = new(StringComparer.Ordinal);
    private readonly Queue<(long At, string Label)> _order = new();

    /// <summary>Answers remembered now.</summary>
    public int Count => _pages.Count;

    /// <summary>Whether a header's value may be an Idempotency-Key: 1 to 255 visible ASCII characters.</summary>
    public static bool IsValid(string key) => key.Length is > 0 and <= 255 && !key.AsSpan().ContainsAnyExceptInRange('!', '~');

    /// <summary>Looks an earlier request up.</summary>
    /// <param name="actor">Whose token; two actors' keys do not meet.</param>
    /// <param name="key">The Idempotency-Key.</param>
    /// <param name="body">The request's body.</param>
    /// <param name="wall">UTC ticks.</param>
    public IdempotencyMatch Find(string actor, string key, ReadOnlySpan<byte> body, long wall)
    {
        Forget(wall);
        if (!_pages.TryGetValue(Label(actor, key), out var page))
            return new(IdempotencyOutcome.New, "", "");
        if (!CryptographicOperations.FixedTimeEquals(page.BodyHash, SHA256.HashData(body)))
            return new(IdempotencyOutcome.OtherBody, "", "");
        return new(IdempotencyOutcome.Repeated, page.KeyId, Open(actor, key, page.Sealed));
    }

    /// <summary>Remembers what was created.</summary>
    /// <param name="actor">Whose token.</param>
    /// <param name="key">The Idempotency-Key.</param>
    /// <param name="body">The request's body.</param>
    /// <param name="keyId">The created key.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="wall">UTC ticks.</param>
    public void Remember(string actor, string key, ReadOnlySpan<byte> body, string keyId, string secret, long wall)
    {
        var label = Label(actor, key);
        _pages[label] = new(SHA256.HashData(body), keyId, Seal(actor, key, secret));
        _order.Enqueue((wall, label));
    }

    private void Forget(long wall)
    {
        while (_order.TryPeek(out var oldest) && wall - oldest.At >= Memory.Ticks)
            _pages.Remove(_order.Dequeue().Label);
    }

    private static byte[] Seal(string actor, string key, string secret)
    {
        var text = Encoding.UTF8.GetBytes(secret);
        var box = new byte[NonceLength + text.Length + TagLength];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(Derive("seal", actor, key), TagLength);
        cipher.Encrypt(box.AsSpan(0, NonceLength), text, box.AsSpan(NonceLength, text.Length), box.AsSpan(NonceLength + text.Length));
        CryptographicOperations.ZeroMemory(text);
        return box;
    }

    private static string Open(string actor, string key, byte[] box)
    {
        var text = new byte[box.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(Derive("seal", actor, key), TagLength);
        cipher.Decrypt(box.AsSpan(0, NonceLength), box.AsSpan(NonceLength, text.Length), box.AsSpan(NonceLength + text.Length), text);
        return Encoding.UTF8.GetString(text);
    }

    private static string Label(string actor, string key) => Convert.ToHexString(Derive("label", actor, key));

    private static byte[] Derive(string purpose, string actor, string key) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}\n{actor}\n{key}"));

    private sealed record Page(byte[] BodyHash, string KeyId, byte[] Sealed);
}

/// <summary>What is known about a request with an Idempotency-Key.</summary>
internal enum IdempotencyOutcome : byte
{
    /// <summary>Not seen within the last 24 hours.</summary>
    New,

    /// <summary>The same request, answered before.</summary>
    Repeated,

    /// <summary>Another request under the same key: a mistake of the client's.</summary>
    OtherBody,
}

/// <summary>The answer to a look-up.</summary>
/// <param name="Outcome">What is known.</param>
/// <param name="KeyId">The key that was created, if repeated.</param>
/// <param name="Secret">Its secret, if repeated.</param>
internal readonly record struct IdempotencyMatch(IdempotencyOutcome Outcome, string KeyId, string Secret);
