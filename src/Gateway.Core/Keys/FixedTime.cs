using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gateway.Core.Keys;

/// <summary>
/// Comparison of secrets in a time that depends on their length alone. The platform's own is compiled without optimization on purpose and takes
/// about a nanosecond a byte, as much as everything else on the hot path together; this one reads words, and every one of them.
/// </summary>
internal static class FixedTime
{
    /// <summary>Whether both are the same bytes. Only a difference in length ends it early: lengths are no secret.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length)
            return false;
        var leftWords = MemoryMarshal.Cast<byte, ulong>(left);
        var rightWords = MemoryMarshal.Cast<byte, ulong>(right);
        ulong difference = 0;
        for (var i = 0; i < leftWords.Length && i < rightWords.Length; i++)
            difference |= leftWords[i] ^ rightWords[i];
        for (var i = leftWords.Length * sizeof(ulong); i < left.Length && i < right.Length; i++)
            difference |= (uint)(left[i] ^ right[i]);
        return difference == 0;
    }
}
