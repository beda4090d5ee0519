using Gateway.Core.Limits;

namespace Gateway.Interleavings.Windows;

/// <summary>The window that ships, asked as a key asks it.</summary>
internal sealed class ProductionRateLimit(int limit, long span, int maxSlots) : IRateLimit
{
    private Rate _rate = new(limit, 0);
    private SlidingWindow? _window = new(limit, version: 0, span, floor: 0, [], leftOver: null, maxSlots);

    public WindowAnswer TryAdmit(long now)
    {
        SlidingWindow? window = null;
        for (; ; )
        {
            var rate = Volatile.Read(ref _rate);
            window = WindowReference.InForce(ref _window, rate.Limit, rate.Version, moved: window);
            var verdict = window.TryAdmit(now, out var at, out var wait);
            if (verdict != WindowVerdict.Moved)
                return new(verdict == WindowVerdict.Admitted, at, wait, window.Limit, window.Version);
        }
    }

    public void SetLimit(int limit) => Interlocked.Exchange(ref _rate, new(limit, _rate.Version + 1));

    public void Retire(long now) => WindowReference.TryRetire(ref _window, SlidingWindow.Retired(now, span));
}
