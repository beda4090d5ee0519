namespace Gateway.Core.Limits;

/// <summary>
/// A position in the ring of a <see cref="SlidingWindow"/>: position p lives in slot p % S on lap p / S. Kept as the pair (lap, slot) in one
/// word, lap first, which grows exactly as p does and spares the admission two divisions.
/// </summary>
internal static class WindowCursor
{
    internal const int MaxSlots = 1 << SlotBits;

    private const int SlotBits = 10;
    private const int LapMask = 7;

    internal static long Of(long lap, int slot) => (lap << SlotBits) | (uint)slot;

    internal static int Slot(long cursor) => (int)cursor & (MaxSlots - 1);

    /// <summary>The lap modulo 8, as a slot's word keeps it.</summary>
    internal static int Lap(long cursor) => (int)(cursor >> SlotBits) & LapMask;

    internal static long Next(long cursor, int slots) =>
        Slot(cursor) + 1 < slots ? cursor + 1 : Of((cursor >> SlotBits) + 1, 0);

    /// <summary>The same slot one lap earlier.</summary>
    internal static long LapBefore(long cursor) => cursor - MaxSlots;

    /// <summary>The slot <paramref name="steps"/> (fewer than one lap) before the cursor's.</summary>
    internal static int SlotBefore(long cursor, int steps, int slots)
    {
        var slot = Slot(cursor) - steps;
        return slot < 0 ? slot + slots : slot;
    }
}
