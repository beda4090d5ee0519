using Gateway.Core.Limits;

namespace Gateway.Interleavings.Windows;

/// <summary>
/// The sliding window written as plainly as possible: positions are divided by the number of slots, slots are objects. With
/// <see cref="WindowKind.Model"/> it is right; each other kind has the one flaw it is named for.
/// </summary>
internal sealed class TwinWindow
{
    private readonly WindowKind _kind;
    private readonly long _span;
    private readonly int _maxSlots;
    private readonly TwinSlot[] _slots;
    private readonly List<(long Time, int Count)> _leftOver;
    private long _cursor;

    internal TwinWindow(WindowKind kind, int limit, long version, long span, int maxSlots, long floor = 0, List<(long Time, int Count)>? leftOver = null)
    {
        (_kind, Limit, Version, _span, _maxSlots, _leftOver) = (kind, limit, version, span, maxSlots, leftOver ?? []);
        var count = Math.Max(1, Math.Min(limit, maxSlots));
        _slots = [.. Enumerable.Range(0, count).Select(i => new TwinSlot(i == 0 ? floor : 0, i == 0 ? 1 : 0, 0, Frozen: false))];
        _cursor = count;
    }

    internal int Limit { get; }

    internal long Version { get; }

    internal WindowVerdict TryAdmit(long now, out long at, out long wait)
    {
        var s = _slots.Length;
        wait = 0;
        for (; ; )
        {
            var c = Volatile.Read(ref _cursor);
            var cur = Volatile.Read(ref _slots[c % s]);
            at = _kind == WindowKind.InstantIsReading ? now : Math.Max(now, cur.Time);
            if (cur.Frozen)
                return WindowVerdict.Moved;
            if (KnowsLaps && cur.Lap != c / s)
            {
                if (s == 1 && _kind != WindowKind.LoneSlotWaits)
                    Interlocked.CompareExchange(ref _cursor, c + 1, c);
                continue;
            }

            if (cur.Used < Capacity(c % s))
            {
                var used = cur.Used == 0 || at - cur.Time >= _span ? 1 : cur.Used + 1;
                if (Swap(c % s, cur with { Time = at, Used = used }, cur))
                    return WindowVerdict.Admitted;
                continue;
            }

            var n = c + 1;
            var next = Volatile.Read(ref _slots[n % s]);
            if (next.Frozen)
                return WindowVerdict.Moved;
            if (KnowsLaps && next.Lap == n / s)
            {
                Interlocked.CompareExchange(ref _cursor, n, c);
                continue;
            }

            if (KnowsLaps && next.Lap != (n / s) - 1)
                continue;
            if (next.Used > 0 && at - next.Time < _span)
            {
                wait = next.Time + _span - at;
                return WindowVerdict.Refused;
            }

            TwinSlot opened = new(at, n / s, 1, Frozen: false);
            if (_kind == WindowKind.CursorFirst)
            {
                if (Interlocked.CompareExchange(ref _cursor, n, c) != c)
                    continue;
                Volatile.Write(ref _slots[n % s], opened);
                return WindowVerdict.Admitted;
            }

            if (Swap(n % s, opened, next))
            {
                Interlocked.CompareExchange(ref _cursor, n, c);
                return WindowVerdict.Admitted;
            }
        }
    }

    internal TwinWindow Successor(int limit, long version)
    {
        if (_kind != WindowKind.CopiesWithoutFreezing)
            Freeze();
        var words = new TwinSlot[_slots.Length];
        for (var i = 0; i < words.Length; i++)
            words[i] = Volatile.Read(ref _slots[i]);
        var inOrder = words.OrderBy(w => w.Lap).ThenBy(w => Array.IndexOf(words, w)).ToArray();
        var newest = inOrder[^1].Time;

        List<(long Time, int Count)> kept = [.. _leftOver, .. inOrder.Where(w => w.Used > 0).Select(w => (w.Time, w.Used))];
        List<(long Time, int Count)> dropped = [];
        for (var excess = kept.Sum(g => (long)g.Count) - limit; excess > 0; excess--)
        {
            dropped.Add((kept[0].Time, 1));
            kept[0] = (kept[0].Time, kept[0].Count - 1);
            if (kept[0].Count == 0)
                kept.RemoveAt(0);
        }

        TwinWindow successor = new(_kind, limit, version, _span, _maxSlots, newest, _kind == WindowKind.ForgetsLeftOver ? null : dropped);
        foreach (var (time, count) in kept)
        {
            for (var i = 0; i < count; i++)
                successor.Put(time);
        }

        return successor;
    }

    internal bool IsIdle(long now) => Array.TrueForAll(_slots, slot => slot.Used == 0 || now - slot.Time >= _span);

    internal void Freeze()
    {
        for (var i = 0; i < _slots.Length; i++)
        {
            for (var slot = Volatile.Read(ref _slots[i]); !Swap(i, slot with { Frozen = true }, slot); slot = Volatile.Read(ref _slots[i]))
                continue;
        }
    }

    /// <summary>While a successor is made: one more admission at its end.</summary>
    private void Put(long time)
    {
        var i = _cursor % _slots.Length;
        if (_slots[i].Used == Capacity(i))
            i = ++_cursor % _slots.Length;
        _slots[i] = new(time, _cursor / _slots.Length, _slots[i].Used + 1, Frozen: false);
    }

    private bool KnowsLaps => _kind is not WindowKind.WithoutLap and not WindowKind.CursorFirst;

    private int Capacity(long slot) => (Limit / _slots.Length) + (slot < Limit % _slots.Length ? 1 : 0);

    private bool Swap(long slot, TwinSlot value, TwinSlot expected) =>
        ReferenceEquals(Interlocked.CompareExchange(ref _slots[slot], value, expected), expected);
}
