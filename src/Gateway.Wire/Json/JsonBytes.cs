using System.Buffers;
using System.Runtime.CompilerServices;

namespace Gateway.Wire.Json;

/// <summary>What a byte means outside of strings.</summary>
internal static class JsonBytes
{
    /// <summary>No byte of JSON: a comment, a single quote, a control byte, anything beyond ASCII.</summary>
    public const byte Illegal = 0;

    /// <summary>Blank, comma, colon, and what numbers and bare words are made of: of no interest where values are skipped.</summary>
    public const byte Filler = 1;

    /// <summary>A quote.</summary>
    public const byte Quote = 2;

    /// <summary>A brace or bracket that opens.</summary>
    public const byte Open = 3;

    /// <summary>A brace or bracket that closes.</summary>
    public const byte Close = 4;

    private const string Words = "+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    private static readonly SearchValues<byte> Fillers = SearchValues.Create([.. " \t\r\n,:"u8, .. System.Text.Encoding.ASCII.GetBytes(Words)]);

    private static readonly byte[] Classes = BuildClasses();

    private static readonly bool[] WordBytes = [.. Enumerable.Range(0, 256).Select(value => Words.Contains((char)value, StringComparison.Ordinal))];

    /// <summary>The class of a byte: one of the constants above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte ClassOf(byte value) => Classes[value];

    /// <summary>Whether a byte may stand in a number or a literal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWord(byte value) => WordBytes[value];

    /// <summary>Whether a byte is blank (RFC 8259, section 2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';

    /// <summary>The offset of the first byte from <paramref name="position"/> on that is not blank.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PassBlanks(ReadOnlySpan<byte> bytes, int position)
    {
        while ((uint)position < (uint)bytes.Length && bytes[position] <= (byte)' ' && IsBlank(bytes[position]))
        {
            position++;
        }

        return position;
    }

    /// <summary>The offset after the word that goes on at <paramref name="position"/>; past all bytes if it may go on behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int EndOfWord(ReadOnlySpan<byte> bytes, int position)
    {
        while ((uint)position < (uint)bytes.Length && IsWord(bytes[position]))
        {
            position++;
        }

        return position;
    }

    /// <summary>The offset after a run of filler that starts at <paramref name="position"/>.</summary>
    public static int EndOfFiller(ReadOnlySpan<byte> bytes, int position)
    {
        int length = bytes[position..].IndexOfAnyExcept(Fillers);
        return length < 0 ? bytes.Length : position + length;
    }

    private static byte[] BuildClasses()
    {
        byte[] classes = new byte[256];
        foreach (char c in Words + " \t\r\n,:")
        {
            classes[c] = Filler;
        }

        classes['"'] = Quote;
        classes['{'] = classes['['] = Open;
        classes['}'] = classes[']'] = Close;
        return classes;
    }
}
