using System.Runtime.CompilerServices;

namespace Gateway.Core.Limits;

/// <summary>
/// One slot of a <see cref="SlidingWindow"/> packed into 64 bits, most significant first: time of the newest admission (44), frozen (1),
/// lap modulo 8 (3), admissions (16). Time stands first, so a word only ever grows and a compare-and-swap cannot be fooled by a word that came back.
/// </summary>
internal static class WindowWord
{
    internal const long FrozenBit = 1L << 19;

    /// <summary>44 bits of 100 µs are 55 years; half of that keeps every difference of two times positive where it should be.</summary>
    internal const long MaxTime = (1L << 43) - 1;

    private const int TimeShift = 20;
    private const int LapShift = 16;
    private const int LapMask = 7;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static long Of(long time, int lap, int used) => (time << TimeShift) | ((long)(lap & LapMask) << LapShift) | (uint)used;

    internal static long Time(long word) => word >>> TimeShift;

    internal static bool IsFrozen(long word) => (word & FrozenBit) != 0;

    internal static int Lap(long word) => (int)(word >> LapShift) & LapMask;

    internal static int Used(long word) => (ushort)word;
}
