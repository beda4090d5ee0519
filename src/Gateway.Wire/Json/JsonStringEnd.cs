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

    /// <summary>Moves past the closing quote and returns true, or past all the bytes and returns false.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Find(ReadOnlySpan<byte> bytes, ref int position)
    {
        // Most names and many values are short: one load answers for them.
        int at = position;
        if (Vector256.IsHardwareAccelerated && !_escapePending && bytes.Length - at >= Vector256<byte>.Count)
        {
            Vector256<byte> block = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(bytes), (nuint)(uint)at);
            uint quotes = Vector256.Equals(block, Vector256.Create((byte)'"')).ExtractMostSignificantBits();
            uint backslashes = Vector256.Equals(block, Vector256.Create((byte)'\\')).ExtractMostSignificantBits();

            // The lowest quote counts if no backslash stands before it.
            if (quotes != 0 && (backslashes & (quotes - 1) & ~quotes) == 0)
            {
                position = at + BitOperations.TrailingZeroCount(quotes) + 1;
                return true;
            }
        }

        return FindLong(bytes, ref position);
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
