using System.Runtime.CompilerServices;

namespace Gateway.Wire.Json;

/// <summary>Which containers are open, a bit each: a bracket that closes the other kind is noticed, and depth costs no recursion.</summary>
internal struct JsonNesting
{
    /// <summary>The deepest nesting that is followed. System.Text.Json stops at 64, Python's json at about 1,000.</summary>
    public const int MaxDepth = 512;

    private Bits _isArray;

    /// <summary>How many containers are open.</summary>
    public int Depth;

    /// <summary>Whether the innermost container is an array.</summary>
    public readonly bool InArray => (_isArray[(Depth - 1) >> 6] >> (Depth - 1) & 1) != 0;

    /// <summary>Opens a container; false if that is too deep.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Open(bool array)
    {
        int depth = Depth;
        if (depth >= MaxDepth)
        {
            return false;
        }

        ref ulong word = ref _isArray[depth >> 6];
        ulong bit = 1UL << depth;
        word = array ? word | bit : word & ~bit;
        Depth = depth + 1;
        return true;
    }

    /// <summary>Closes the innermost container; false if it is of the other kind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Close(bool array)
    {
        bool matches = InArray == array;
        Depth--;
        return matches;
    }

    [InlineArray(MaxDepth / 64)]
    private struct Bits
    {
        private ulong _first;
    }
}
