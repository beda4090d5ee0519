using Gateway.Core.Limits;
using Gateway.Interleavings.Windows;

namespace Gateway.Tests.Core.Limits;

/// <summary>The window that ships, asked as a key asks it, with the probe that counts meetings.</summary>
internal sealed class SoakedKey(int limit, long span)
{
    private Tuple<int, long> _rate = new(limit, 0);
    private SlidingWindow? _window = new(limit, version: 0, span);
    private long _moved;

    internal long Moved => Volatile.Read(ref _moved);

    /// <summary>Counted by the one thread that retires.</summary>
    internal int Retired { get; private set; }

    internal WindowAnswer TryAdmit(long now)
    {
        SlidingWindow? window = null;
        for (; ; )
        {
            var (n, version) = Volatile.Read(ref _rate);
            window = WindowReference.InForce<SoakProbe>(ref _window, n, version, moved: window);
            var verdict = window.TryAdmit<SoakProbe>(now, out var at, out var wait);
            if (verdict != WindowVerdict.Moved)
                return new(verdict == WindowVerdict.Admitted, at, wait, window.Limit, window.Version);
            Interlocked.Increment(ref _moved);
        }
    }

    internal void SetLimit(int n) => Interlocked.Exchange(ref _rate, new Tuple<int, long>(n, _rate.Item2 + 1));

    internal void Retire(long now)
    {
        if (WindowReference.TryRetire(ref _window, SlidingWindow.Retired(now, span)))
            Retired++;
    }
}
