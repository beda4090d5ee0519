using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Core.Keys;

/// <summary>What a presented secret looks like, judged without any look-up.</summary>
public enum SecretForm : byte
{
    /// <summary>Not of our making: perhaps a legacy key's.</summary>
    Other,

    /// <summary>Ours, and its checksum is right.</summary>
    Standard,

    /// <summary>Ours by its form, but mistyped, cut or guessed: refused without a look-up.</summary>
    WrongChecksum,
}

/// <summary>
/// The secrets that the gateway makes: <c>gwk_</c>, 12 base62 characters of public id, <c>_</c>, 43 of 256 random bits, 6 of CRC-32 over
/// everything before. All ASCII, <see cref="Length"/> bytes.
/// </summary>
public static class KeySecret
{
    /// <summary>Characters in a public id.</summary>
    public const int PublicIdLength = 12;

    /// <summary>Bytes in a secret.</summary>
    public const int Length = ChecksumStart + ChecksumLength;

    private const int RandomStart = 4 + PublicIdLength + 1;
    private const int RandomLength = 43;
    private const int ChecksumStart = RandomStart + RandomLength;
    private const int ChecksumLength = 6;

    private static ReadOnlySpan<byte> Prefix => "gwk_"u8;

    /// <summary>A new public id and its first secret, from the operating system's random numbers.</summary>
    public static (string PublicId, string Secret) Create()
    {
        var publicId = Encoding.ASCII.GetString(RandomNumberGenerator.GetItems(Base62.Digits, PublicIdLength));
        return (publicId, CreateFor(publicId));
    }

    /// <summary>Another secret for a key that keeps its public id (rotation).</summary>
    /// <param name="publicId">12 base62 characters.</param>
    /// <exception cref="ArgumentException"><paramref name="publicId"/> is not a public id.</exception>
    public static string CreateFor(string publicId)
    {
        Span<uint> random = stackalloc uint[8];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(random));
        return Compose(publicId, random);
    }

    /// <summary>Whether a text is what <see cref="Create"/> makes for a public id.</summary>
    /// <param name="text">Any text.</param>
    public static bool IsPublicId(ReadOnlySpan<char> text)
    {
        foreach (var value in text)
        {
            if (!char.IsAsciiLetterOrDigit(value))
                return false;
        }

        return text.Length == PublicIdLength;
    }

    /// <summary>Judges the form of a presented secret; not whether any key has it.</summary>
    /// <param name="presented">Bytes from the wire, of any length.</param>
    public static SecretForm Check(ReadOnlySpan<byte> presented)
    {
        if (presented.Length != Length
            || !presented.StartsWith(Prefix)
            || presented[RandomStart - 1] != '_'
            || !Base62.AreDigits(presented.Slice(Prefix.Length, PublicIdLength))
            || !Base62.AreDigits(presented[RandomStart..]))
        {
            return SecretForm.Other;
        }

        Span<byte> checksum = stackalloc byte[ChecksumLength];
        Base62.Write(Crc32.Of(presented[..ChecksumStart]), checksum);
        return presented[ChecksumStart..].SequenceEqual(checksum) ? SecretForm.Standard : SecretForm.WrongChecksum;
    }

    /// <summary>The secret of given random words (big-endian, used up).</summary>
    internal static string Compose(string publicId, Span<uint> random)
    {
        if (!IsPublicId(publicId))
            throw new ArgumentException($"A public id is {PublicIdLength} base62 characters.", nameof(publicId));
        Span<byte> secret = stackalloc byte[Length];
        Prefix.CopyTo(secret);
        Encoding.ASCII.GetBytes(publicId, secret[Prefix.Length..]);
        secret[RandomStart - 1] = (byte)'_';
        Base62.Write(random, secret.Slice(RandomStart, RandomLength));
        Base62.Write(Crc32.Of(secret[..ChecksumStart]), secret[ChecksumStart..]);
        return Encoding.ASCII.GetString(secret);
    }
}
