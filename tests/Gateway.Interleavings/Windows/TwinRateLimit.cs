using Gateway.Core.Limits;

namespace Gateway.Interleavings.Windows;

/// <summary>A key on a <see cref="TwinWindow"/>.</summary>
internal sealed class TwinRateLimit(WindowKind kind, int limit, long span, int maxSlots) : IRateLimit
{
    private Rate _rate = new(limit, 0);
    private TwinWindow? _window = new(kind, limit, 0, span, maxSlots);

    public WindowAnswer TryAdmit(long now)
    {
        TwinWindow? moved = null;
        var rate = Volatile.Read(ref _rate);
        for (; ; )
        {
            var window = Volatile.Read(ref _window);
            if (window is null)
            {
                Interlocked.CompareExchange(ref _window, new(kind, rate.Limit, rate.Version, span, maxSlots), null);
                continue;
            }

            var isOld = kind == WindowKind.ComparesLimits ? window.Limit != rate.Limit : window.Version < rate.Version;
            if (isOld)
            {
                Interlocked.CompareExchange(ref _window, window.Successor(rate.Limit, rate.Version), window);
                continue;
            }

            if (window == moved)
            {
                Interlocked.CompareExchange(ref _window, window.Successor(window.Limit, window.Version), window);
                continue;
            }

            var verdict = window.TryAdmit(now, out var at, out var wait);
            if (verdict != WindowVerdict.Moved)
                return new(verdict == WindowVerdict.Admitted, at, wait, window.Limit, window.Version);
            moved = window;
            rate = Volatile.Read(ref _rate);
        }
    }

    public void SetLimit(int limit) => Interlocked.Exchange(ref _rate, new(limit, _rate.Version + 1));

    public void Retire(long now)
    {
        var window = Volatile.Read(ref _window);
        if (window is null || window.Version < 0 || !window.IsIdle(now))
            return;
        if (kind != WindowKind.RetiresWithoutFreezing)
        {
            window.Freeze();
            if (!window.IsIdle(now))
            {
                Interlocked.CompareExchange(ref _window, window.Successor(window.Limit, window.Version), window);
                return;
            }
        }

        TwinWindow mark = new(kind, limit: 0, version: -1, span, maxSlots, floor: now);
        mark.Freeze();
        Interlocked.CompareExchange(ref _window, kind == WindowKind.RetiresToNothing ? null : mark, window);
    }
}
