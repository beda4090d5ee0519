namespace Gateway.Core.Limits;

/// <summary>What a window holds: read for headers and lists, for retiring idle windows, and by its successor.</summary>
public sealed partial class SlidingWindow
{
    /// <summary>
    /// Admissions inside the window at <paramref name="now"/> or, if that is later, at the newest one's instant; at most <see cref="Limit"/>. Times grow along the ring, so the first slot inside is
    /// found by bisection. While others admit, the answer is that of some moment during the call, or off by the few admitted meanwhile.
    /// </summary>
    /// <param name="now">Monotonic ticks.</param>
    public int InWindow(long now)
    {
        if (IsRetired)
            return 0;
        var newest = Newest();
        var newestWord = Volatile.Read(ref _slots[WindowCursor.Slot(newest)]);
        now = Math.Max(now, WindowWord.Time(newestWord));
        int low = 0, high = _slots.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (IsInside(Volatile.Read(ref _slots[WindowCursor.SlotBefore(newest, middle, _slots.Length)]), now))
                low = middle + 1;
            else
                high = middle;
        }

        if (low == 0)
            return 0;

        // All slots inside but the newest are full.
        var full = low - 1;
        var count = (full * _capacity) + RoomierAmong(WindowCursor.SlotBefore(newest, full, _slots.Length), full);
        return Math.Min(count + WindowWord.Used(newestWord), Limit);
    }

    /// <summary>Ticks from <paramref name="now"/> until nothing is left inside the window if nothing more is admitted; 0 when it is empty.</summary>
    /// <param name="now">Monotonic ticks.</param>
    public long EmptyAfter(long now)
    {
        var word = Volatile.Read(ref _slots[WindowCursor.Slot(Newest())]);
        return IsInside(word, now) ? WindowWord.Time(word) + SpanTicks - Math.Max(now, WindowWord.Time(word)) : 0;
    }

    /// <summary>Whether everything ever admitted has left the window at <paramref name="now"/>.</summary>
    /// <param name="now">Monotonic ticks.</param>
    public bool IsIdle(long now) => EmptyAfter(now) == 0;

    private bool IsInside(long word, long now) => WindowWord.Used(word) > 0 && now - WindowWord.Time(word) < SpanTicks;

    /// <summary>The position of the newest slot: the cursor's, or the next one if that has been opened already.</summary>
    private long Newest()
    {
        var cursor = Volatile.Read(ref _cursor);
        var following = WindowCursor.Next(cursor, _slots.Length);
        return WindowWord.Lap(Volatile.Read(ref _slots[WindowCursor.Slot(following)])) == WindowCursor.Lap(following) ? following : cursor;
    }

    /// <summary>How many of <paramref name="count"/> slots from <paramref name="first"/> on, around the ring, hold one more than the others.</summary>
    private int RoomierAmong(int first, int count)
    {
        var end = first + count;
        var beforeWrap = Math.Min(end, _roomierSlots) - Math.Min(first, _roomierSlots);
        return end <= _slots.Length ? beforeWrap : beforeWrap + Math.Min(end - _slots.Length, _roomierSlots);
    }

    /// <summary>Puts <paramref name="carried"/> into the slots in order and returns the slot of the newest.</summary>
    private int Fill(ReadOnlySpan<WindowGroup> carried)
    {
        var slot = 0;
        var used = 0;
        foreach (var (time, count) in carried)
        {
            for (var left = count; left > 0;)
            {
                if (used == CapacityOf(slot))
                {
                    slot++;
                    used = 0;
                }

                var taken = Math.Min(left, CapacityOf(slot) - used);
                left -= taken;
                used += taken;
                _slots[slot] = WindowWord.Of(time, lap: 1, used);
            }
        }

        return slot;
    }
}
