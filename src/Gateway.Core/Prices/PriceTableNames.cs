using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Gateway.Core.Prices;

/// <summary>
/// Compares names of models and providers: bytes of UTF-8, ASCII letters without regard to case. Dictionaries with it can be asked with spans,
/// which allocates nothing.
/// </summary>
internal sealed class PriceTableNames : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    /// <summary>The one instance; it has no state.</summary>
    public static readonly PriceTableNames Comparer = new();

    private const ulong CaseBits = 0x2020_2020_2020_2020;
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    private PriceTableNames()
    {
    }

    /// <inheritdoc/>
    public bool Equals(byte[]? x, byte[]? y) => x is not null && y is not null ? Same(x, y) : x == y;

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

    /// <inheritdoc/>
    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => Same(alternate, other);

    /// <inheritdoc/>
    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        // Setting the case bit of every byte folds letters, and a few other pairs that equality tells apart.
        var hash = (ulong)alternate.Length;
        while (alternate.Length >= sizeof(ulong))
        {
            hash = Mix(hash ^ (BinaryPrimitives.ReadUInt64LittleEndian(alternate) | CaseBits));
            alternate = alternate[sizeof(ulong)..];
        }

        ulong rest = 0;
        foreach (var value in alternate)
            rest = (rest << 8) | value | 0x20u;
        hash = Mix(hash ^ rest);
        return (int)(hash >> 32);
    }

    /// <inheritdoc/>
    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

    /// <summary>Whether two names are the same.</summary>
    public static bool Same(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y) => x.SequenceEqual(y) || Ascii.EqualsIgnoreCase(x, y);

    /// <summary>Writes a name with its ASCII letters in lower case.</summary>
    /// <param name="name">The name.</param>
    /// <param name="destination">As long as the name; may be the name itself.</param>
    public static void Fold(ReadOnlySpan<byte> name, Span<byte> destination)
    {
        for (var i = 0; i < name.Length; i++)
            destination[i] = char.IsAsciiLetterUpper((char)name[i]) ? (byte)(name[i] | 0x20) : name[i];
    }

    private static ulong Mix(ulong value)
    {
        value *= Multiplier;
        return value ^ (value >> 29);
    }
}
