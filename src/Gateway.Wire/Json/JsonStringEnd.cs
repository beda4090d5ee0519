using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gateway.Wire.Json;

/// <summary>Finds where a string ends, over any split of its bytes.</summary>
internal struct JsonStringEnd
{
    /// <summary>Whether the bytes so far ended in a backslash whose escaped byte is yet to come.</summary>
    private bool _escapePending;

    /// <summary>Whether the string has had a backslash.</summary>
    public bool SawEscape;

    /// <summary>Starts on a string whose opening quote has been taken.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Begin() => SawEscape = _escapePending = false;

    /// <summary>Where the string that goes on at <paramref name="position"/> ends: the offset after its quote, or -1 if that is not among these bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(ReadOnlySpan<byte> bytes, int position, out bool sawEscape)
    {
        sawEscape = false;
        int end = ShortEnd(bytes, position);
        if (end >= 0)
        {
            return end;
        }

        JsonStringEnd rest = default;
        bool found = rest.FindLong(bytes, ref position);
        sawEscape = rest.SawEscape;
        return found ? position : -1;
    }

    /// <summary>Moves past the closing quote and returns true, or past all the bytes and returns false.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Find(ReadOnlySpan<byte> bytes, ref int position)
    {
        int end = _escapePending ? -1 : ShortEnd(bytes, position);
        if (end >= 0)
        {
            position = end;
            return true;
        }

        return FindLong(bytes, ref position);
    }

    /// <summary>Most names and many values are short: one load answers for them. -1 where it does not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ShortEnd(ReadOnlySpan<byte> bytes, int position)
    {
        if (!Vector256.IsHardwareAccelerated || bytes.Length - position < Vector256<byte>.Count)
        {
            return LastEnd(bytes, position);
        }

        Vector256<byte> block = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(bytes), (nuint)(uint)position);
        uint quotes = Vector256.Equals(block, Vector256.Create((byte)'"')).ExtractMostSignificantBits();
        uint backslashes = Vector256.Equals(block, Vector256.Create((byte)'\\')).ExtractMostSignificantBits();

        // The lowest quote counts if no backslash stands before it.
        return quotes != 0 && (backslashes & (quotes - 1) & ~quotes) == 0 ? position + BitOperations.TrailingZeroCount(quotes) + 1 : -1;
    }

    /// <summary>The same for the last few bytes.</summary>
    private static int LastEnd(ReadOnlySpan<byte> bytes, int position)
    {
        int last = Math.Min(bytes.Length, position + Vector256<byte>.Count);
        for (int at = position; at < last; at++)
        {
            byte b = bytes[at];
            if (b == (byte)'"')
            {
                return at + 1;
            }

            if (b == (byte)'\\')
            {
                break;
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool FindLong(ReadOnlySpan<byte> bytes, ref int position)
    {
        int at = position;
        if (_escapePending && at < bytes.Length)
        {
            _escapePending = false;
            at++;
        }

        while (true)
        {
            int found = bytes[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (found < 0)
            {
                position = bytes.Length;
                return false;
            }

            at += found + 1;
            if (bytes[at - 1] == (byte)'"')
            {
                position = at;
                return true;
            }

            SawEscape = true;
            if (at == bytes.Length)
            {
                _escapePending = true;
                position = at;
                return false;
            }

            at++;
        }
    }
}
