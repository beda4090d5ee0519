using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Gateway.Wire.Http1;

/// <summary>
/// Looks at the first 32 bytes of a header line in one step: where its name ends and where the line does. Most lines are not much longer, so
/// this takes the place of two searches with their set-up; the same sets of bytes as <see cref="Octets"/>.
/// </summary>
internal readonly struct LineMarks
{
    /// <summary>Bytes that are looked at.</summary>
    public const int Width = 32;

    private LineMarks(uint notTokens, uint controls)
    {
        NotTokens = notTokens;
        Controls = controls;
    }

    /// <summary>True where the processor can do it; elsewhere searches give the same answers.</summary>
    public static bool IsSupported => Avx2.IsSupported;

    /// <summary>A bit for each byte that cannot stand in a name, lowest first.</summary>
    public uint NotTokens { get; }

    /// <summary>A bit for each byte that ends a line or may not stand in one, lowest first.</summary>
    public uint Controls { get; }

    /// <summary>Marks the first bytes of <paramref name="line"/>, of which there must be <see cref="Width"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LineMarks Of(ReadOnlySpan<byte> line)
    {
        var bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(line[..Width]));

        // A byte is a token character if its low half's entry has the bit that its high half selects; bytes above 127 select none.
        var columns = Vector256.Create(Vector128.Create((byte)0xE8, 0xFC, 0xF8, 0xFC, 0xFC, 0xFC, 0xFC, 0xFC, 0xF8, 0xF8, 0xF4, 0x54, 0xD0, 0x54, 0xF4, 0x70));
        var rows = Vector256.Create(Vector128.Create((byte)1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0));
        var low = Avx2.Shuffle(columns, bytes & Vector256.Create((byte)0x0f));
        var high = Avx2.Shuffle(rows, Vector256.ShiftRightLogical(bytes, 4));
        var notTokens = Vector256.Equals(low & high, Vector256<byte>.Zero);
        var controls = (Vector256.LessThan(bytes, Vector256.Create((byte)0x20)) & ~Vector256.Equals(bytes, Vector256.Create((byte)'\t'))) |
            Vector256.Equals(bytes, Vector256.Create((byte)0x7f));
        return new LineMarks(notTokens.ExtractMostSignificantBits(), controls.ExtractMostSignificantBits());
    }
}
