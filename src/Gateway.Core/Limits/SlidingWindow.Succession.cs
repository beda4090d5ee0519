namespace Gateway.Core.Limits;

/// <summary>How one window follows another without losing what was admitted and without making anybody wait.</summary>
public sealed partial class SlidingWindow
{
    /// <summary>
    /// A window for a new limit that carries on from <paramref name="previous"/>, which is frozen for good: whoever still asks it is told
    /// <see cref="WindowVerdict.Moved"/>. The newest admissions fill the new ring, oldest first; what does not fit is kept for the successor's
    /// own successor, so that shrinking and growing again within a window forgets nothing. Any number of threads may do this at once with
    /// equal results; one of them installs its own (see <see cref="WindowReference"/>).
    /// </summary>
    /// <param name="previous">The window in force, or the mark of a retired one.</param>
    /// <param name="limit">The new limit, 1 to <see cref="MaxLimit"/>.</param>
    /// <param name="version">The version of the policy that sets it.</param>
    public static SlidingWindow Successor(SlidingWindow previous, int limit, long version) => Successor<NoWindowProbe>(previous, limit, version);

    internal static SlidingWindow Successor<TProbe>(SlidingWindow previous, int limit, long version)
        where TProbe : struct, IWindowProbe
    {
        previous.Freeze<TProbe>();
        var admissions = previous.Admissions(out var newest);
        var excess = 0L;
        foreach (var group in admissions)
            excess += group.Count;
        excess -= limit;

        // The oldest that exceed the new limit are left over; a group may be cut in two.
        var split = 0;
        List<WindowGroup> leftOver = [];
        for (; excess > 0; split++)
        {
            var group = admissions[split];
            if (group.Count > excess)
            {
                leftOver.Add(group with { Count = (int)excess });
                admissions[split] = group with { Count = group.Count - (int)excess };
                break;
            }

            leftOver.Add(group);
            excess -= group.Count;
        }

        var carried = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(admissions)[split..];
        return new(limit, version, previous.SpanTicks, newest, carried, leftOver.Count == 0 ? null : [.. leftOver]);
    }

    /// <summary>Freezes every slot for good; an admission that has read one of them before loses its compare-and-swap.</summary>
    internal void Freeze<TProbe>()
        where TProbe : struct, IWindowProbe
    {
        for (var i = 0; i < _slots.Length; i++)
        {
            Interlocked.Or(ref _slots[i], WindowWord.FrozenBit);
            TProbe.Froze();
        }
    }

    /// <summary>All admissions of a frozen window that can still matter, oldest first, and the instant before which none may follow.</summary>
    private List<WindowGroup> Admissions(out long newest)
    {
        var position = Newest();
        newest = WindowWord.Time(_slots[WindowCursor.Slot(position)]);
        List<WindowGroup> groups = new(_slots.Length + (_leftOver?.Length ?? 0));
        foreach (var group in _leftOver ?? [])
            Add(group.Time, group.Count, newest);
        for (var steps = _slots.Length - 1; steps >= 0; steps--)
        {
            var word = _slots[WindowCursor.SlotBefore(position, steps, _slots.Length)];
            Add(WindowWord.Time(word), WindowWord.Used(word), newest);
        }

        return groups;

        // What has left the window of the newest admission has left that of every later one.
        void Add(long time, int count, long latest)
        {
            if (count > 0 && latest - time < SpanTicks)
                groups.Add(new(time, count));
        }
    }
}
