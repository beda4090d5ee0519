using System.Diagnostics;

namespace Gateway.Core.Limits;

/// <summary>
/// Admits at most <see cref="Limit"/> requests in any window of 60 s that ends at any moment, without a lock.
/// <para>
/// A ring of S = min(limit, 1024) slots whose capacities add up to the limit. A slot packs the time of its newest admission and their number
/// into one word (<see cref="WindowWord"/>); the compare-and-swap on that word is the admission. The cursor is a hint to the newest slot that
/// anybody may push on and that lags by at most one. A slot is opened anew only when its newest admission is a whole window old, so no window
/// meets two fillings of one slot, and the sum of the capacities bounds it: the cursor has no part in "never more than the limit". A full slot
/// does not change until the ring has come round, so reading the newest slot before the oldest shows both at once: a refusal is true at its instant.
/// </para>
/// <para>
/// Every admission has an instant between the caller's reading of the clock and its compare-and-swap (the later of the reading and the newest
/// admission's instant), and these never run backwards in the order of the swaps. Up to 1,024 a minute the window equals a log of all
/// admissions; beyond, a group leaves with its last admission: at most ceil(limit / 1024) - 1 fewer are admitted.
/// </para>
/// <para>Thread-safe. Times are monotonic ticks of 100 µs, above 0 and below 2^43. Nothing is ever given back: take from the window last.</para>
/// </summary>
public sealed partial class SlidingWindow
{
    /// <summary>60 s in ticks of 100 µs, and the one tick that rounding a clock down can lose.</summary>
    public const long MinuteTicks = 600_001;

    /// <summary>The highest limit: a slot's 16 bits of admissions hold 1/1024 of it.</summary>
    public const int MaxLimit = 60_000_000;

    private readonly long[] _slots;
    private readonly int _capacity;
    private readonly int _roomierSlots;
    private readonly WindowGroup[]? _leftOver;
    private long _cursor;

    /// <summary>A window that has admitted nothing yet.</summary>
    /// <param name="limit">Admissions in any window, 1 to <see cref="MaxLimit"/>.</param>
    /// <param name="version">The version of the policy that set the limit, 0 or more.</param>
    /// <param name="spanTicks">The length of the window; other than a minute only in tests.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public SlidingWindow(int limit, long version, long spanTicks = MinuteTicks)
        : this(limit, version, spanTicks, floor: 0, [], leftOver: null)
    {
    }

    /// <summary>A window that starts with <paramref name="carried"/> (oldest first, no more than the limit) and admits no earlier than <paramref name="floor"/>.</summary>
    internal SlidingWindow(
        int limit,
        long version,
        long spanTicks,
        long floor,
        ReadOnlySpan<WindowGroup> carried,
        WindowGroup[]? leftOver,
        int maxSlots = WindowCursor.MaxSlots)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        ArgumentOutOfRangeException.ThrowIfLessThan(spanTicks, 1);
        Limit = limit;
        Version = version;
        SpanTicks = spanTicks;
        _slots = new long[Math.Min(limit, maxSlots)];
        _capacity = limit / _slots.Length;
        _roomierSlots = limit % _slots.Length;
        _leftOver = leftOver;
        _slots[0] = WindowWord.Of(floor, lap: 1, used: 0);
        _cursor = WindowCursor.Of(lap: 1, Fill(carried));
    }

    /// <summary>What a window that was idle leaves behind: no room, only the moment before which its key's next window must not admit.</summary>
    private SlidingWindow(long floor, long spanTicks)
    {
        Version = -1;
        SpanTicks = spanTicks;
        _slots = [WindowWord.Of(floor, lap: 1, used: 0) | WindowWord.FrozenBit];
        _cursor = WindowCursor.Of(lap: 1, slot: 0);
    }

    /// <summary>Admissions in any window.</summary>
    public int Limit { get; }

    /// <summary>The version of the policy that set <see cref="Limit"/>; -1 when retired.</summary>
    public long Version { get; }

    /// <summary>The length of the window in ticks of 100 µs.</summary>
    public long SpanTicks { get; }

    /// <summary>Whether this only marks the place of a window that went away idle: it admits nothing and any policy's version is newer.</summary>
    public bool IsRetired => Version < 0;

    /// <summary>Of a retired window, the time of the sweep that left this mark.</summary>
    internal long RetiredAt => WindowWord.Time(_slots[0]);

    /// <summary>A mark in place of windows that are idle at <paramref name="now"/>; one serves every key retired at that moment.</summary>
    /// <param name="now">Monotonic ticks; no window that comes after it admits at an earlier instant.</param>
    /// <param name="spanTicks">The length of the windows it stands for.</param>
    public static SlidingWindow Retired(long now, long spanTicks = MinuteTicks) => new(now, spanTicks);

    /// <summary>Takes one admission if there is room.</summary>
    /// <param name="now">Monotonic ticks, read immediately before.</param>
    /// <param name="at">The instant of the admission, or the one at which the window is full.</param>
    /// <param name="wait">On <see cref="WindowVerdict.Refused"/>, ticks after <paramref name="at"/> until there is room again, at most <see cref="SpanTicks"/>; else 0.</param>
    public WindowVerdict TryAdmit(long now, out long at, out long wait) => Decide<Taking, NoWindowProbe>(now, out at, out wait);

    /// <summary>Whether <see cref="TryAdmit(long, out long, out long)"/> would admit at this moment; takes nothing.</summary>
    /// <param name="now">Monotonic ticks, read immediately before.</param>
    /// <param name="wait">On <see cref="WindowVerdict.Refused"/>, ticks until there is room again; else 0.</param>
    public WindowVerdict Look(long now, out long wait) => Decide<Looking, NoWindowProbe>(now, out _, out wait);

    internal WindowVerdict TryAdmit<TProbe>(long now, out long at, out long wait)
        where TProbe : struct, IWindowProbe => Decide<Taking, TProbe>(now, out at, out wait);

    private WindowVerdict Decide<TIntent, TProbe>(long now, out long at, out long wait)
        where TIntent : struct, IIntent
        where TProbe : struct, IWindowProbe
    {
        Debug.Assert(now is > 0 and <= WindowWord.MaxTime, "now is monotonic ticks of 100 µs");
        wait = 0;
        var slots = _slots;
        for (; ; )
        {
            var cursor = Volatile.Read(ref _cursor);
            TProbe.ReadCursor();
            ref var slot = ref slots[WindowCursor.Slot(cursor)];
            var current = Volatile.Read(ref slot);
            at = Math.Max(now, WindowWord.Time(current));
            if (WindowWord.IsFrozen(current))
                return WindowVerdict.Moved;
            if (WindowWord.Lap(current) != WindowCursor.Lap(cursor))
            {
                TProbe.StaleCursor();
                HelpLoneSlot(cursor);
                continue;
            }

            var used = WindowWord.Used(current);
            if (used < CapacityOf(WindowCursor.Slot(cursor)))
            {
                if (!TIntent.Takes)
                    return WindowVerdict.Admitted;

                TProbe.Decided();

                // A half-full slot whose admissions have all left the window starts anew.
                var filled = used == 0 || at - WindowWord.Time(current) >= SpanTicks ? 1 : used + 1;
                if (Interlocked.CompareExchange(ref slot, WindowWord.Of(at, WindowCursor.Lap(cursor), filled), current) == current)
                    return WindowVerdict.Admitted;
                TProbe.LostRace();
                continue;
            }

            var following = WindowCursor.Next(cursor, slots.Length);
            ref var nextSlot = ref slots[WindowCursor.Slot(following)];
            var next = Volatile.Read(ref nextSlot);
            if (WindowWord.IsFrozen(next))
                return WindowVerdict.Moved;
            if (WindowWord.Lap(next) == WindowCursor.Lap(following))
            {
                // Opened by another thread that has not pushed the cursor on yet.
                TProbe.Helped();
                Interlocked.CompareExchange(ref _cursor, following, cursor);
                continue;
            }

            if (WindowWord.Lap(next) != WindowCursor.Lap(WindowCursor.LapBefore(following)))
            {
                TProbe.StaleCursor();
                continue;
            }

            if (WindowWord.Used(next) > 0 && at - WindowWord.Time(next) < SpanTicks)
            {
                wait = WindowWord.Time(next) + SpanTicks - at;
                return WindowVerdict.Refused;
            }

            if (!TIntent.Takes)
                return WindowVerdict.Admitted;
            TProbe.Decided();
            if (Interlocked.CompareExchange(ref nextSlot, WindowWord.Of(at, WindowCursor.Lap(following), 1), next) == next)
            {
                TProbe.Opened();
                Interlocked.CompareExchange(ref _cursor, following, cursor);
                return WindowVerdict.Admitted;
            }

            TProbe.LostRace();
        }
    }

    /// <summary>
    /// With a single slot the newest and the next are one word: once it has been opened, a cursor that still lags looks stale and not
    /// helpable, and everybody would wait for the opener. There the lag is exactly one, so the cursor can be pushed on.
    /// </summary>
    private void HelpLoneSlot(long cursor)
    {
        if (_slots.Length == 1)
            Interlocked.CompareExchange(ref _cursor, WindowCursor.Next(cursor, 1), cursor);
    }

    private int CapacityOf(int slot) => slot < _roomierSlots ? _capacity + 1 : _capacity;

    private interface IIntent
    {
        static abstract bool Takes { get; }
    }

    private readonly struct Taking : IIntent
    {
        public static bool Takes => true;
    }

    private readonly struct Looking : IIntent
    {
        public static bool Takes => false;
    }
}
