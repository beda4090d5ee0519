using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Gateway.Wire.Json;

/// <summary>
/// Sixty-four bytes of JSON as bit masks, the lowest bit for the first byte: which are quotes, which stand inside of strings, which matter
/// outside of them. After Langdale and Lemire, "Parsing Gigabytes of JSON per Second", VLDB Journal 28, 2019.
/// </summary>
internal readonly ref struct JsonBlock
{
    /// <summary>How many bytes a block has.</summary>
    public const int Length = 64;

    private const byte Bracket = 0x20;

    private JsonBlock(ulong quotes, ulong backslashes, ulong events)
    {
        Quotes = quotes;
        Backslashes = backslashes;
        Events = events;
    }

    /// <summary>Whether this machine can do it.</summary>
    public static bool IsSupported => Avx2.IsSupported;

    /// <summary>Quotes, escaped ones among them.</summary>
    public ulong Quotes { get; }

    /// <summary>Backslashes.</summary>
    public ulong Backslashes { get; }

    /// <summary>Brackets and braces, and bytes that are illegal outside of strings.</summary>
    public ulong Events { get; }

    /// <summary>Which rows (upper half of a byte) have legal bytes: a bit for each kind of row.</summary>
    private static Vector256<byte> Rows => Vector256.Create(
        0x01, 0, 0x02, 0x04, 0x08, 0x10 | Bracket | 0x40, 0x08, 0x10 | Bracket, 0, 0, 0, 0, 0, 0, 0, 0,
        0x01, 0, 0x02, 0x04, 0x08, 0x10 | Bracket | 0x40, 0x08, 0x10 | Bracket, 0, 0, 0, 0, 0, 0, 0, (byte)0);

    /// <summary>In which kinds of rows the byte in that column (lower half) is legal.</summary>
    private static Vector256<byte> Columns => Vector256.Create(
        0x16, 0x1C, 0x1E, 0x1C, 0x1C, 0x1C, 0x1C, 0x1C, 0x1C, 0x1D, 0x1D, 0x0A | Bracket, 0x0A, 0x0B | Bracket, 0x0A, 0x48,
        0x16, 0x1C, 0x1E, 0x1C, 0x1C, 0x1C, 0x1C, 0x1C, 0x1C, 0x1D, 0x1D, 0x0A | Bracket, 0x0A, 0x0B | Bracket, 0x0A, (byte)0x48);

    /// <summary>Reads the block that starts at <paramref name="position"/>; so many bytes must be there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static JsonBlock At(ReadOnlySpan<byte> bytes, int position)
    {
        ref byte first = ref MemoryMarshal.GetReference(bytes.Slice(position, Length));
        Vector256<byte> low = Vector256.LoadUnsafe(ref first);
        Vector256<byte> high = Vector256.LoadUnsafe(ref first, 32);
        Vector256<byte> quote = Vector256.Create((byte)'"');
        Vector256<byte> backslash = Vector256.Create((byte)'\\');
        return new JsonBlock(
            Mask(Vector256.Equals(low, quote), Vector256.Equals(high, quote)),
            Mask(Vector256.Equals(low, backslash), Vector256.Equals(high, backslash)),
            Mask(Matters(low), Matters(high)));
    }

    /// <summary>The bytes that stand behind a backslash and are escaped by it.</summary>
    /// <param name="endsInEscape">Whether the first byte of what follows is escaped by the block's last.</param>
    public ulong Escaped(out bool endsInEscape)
    {
        ulong escaped = 0;
        endsInEscape = false;
        for (ulong left = Backslashes; left != 0;)
        {
            int at = BitOperations.TrailingZeroCount(left);
            endsInEscape = at == Length - 1;
            ulong next = endsInEscape ? 0 : 2UL << at;
            escaped |= next;
            left &= ~((1UL << at) | next);
        }

        return escaped;
    }

    /// <summary>For each byte whether an odd number of bits is set up to and with it: from quotes, what is inside of strings.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Parity(ulong bits)
    {
        if (Pclmulqdq.IsSupported)
        {
            return Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar();
        }

        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Matters(Vector256<byte> bytes)
    {
        Vector256<byte> half = Vector256.Create((byte)0x0F);
        Vector256<byte> column = Avx2.Shuffle(Columns, bytes & half);
        Vector256<byte> row = Avx2.Shuffle(Rows, Vector256.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & half);
        Vector256<byte> kind = column & row;
        return Vector256.Equals(kind, Vector256<byte>.Zero) | Vector256.Equals(kind, Vector256.Create(Bracket));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(Vector256<byte> low, Vector256<byte> high) =>
        low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << 32);
}
