namespace Gateway.Core.Limits;

/// <summary>
/// The reference by which a key holds its <see cref="SlidingWindow"/>, and the only ways to exchange it. A window comes with first use, gives
/// way to a successor when a newer policy's limit is first met, and goes again when idle.
/// <para>
/// Why retiring is safe. The window is frozen first: from then on its words are final and every admission that reads it is told to come back.
/// Only if these final words are idle is the reference exchanged for the retired mark; had an admission slipped in before the freeze, a
/// successor with the same limit carries it on instead. Whoever finds the frozen window still in place does not wait for the sweep: it installs
/// the successor itself, and the sweep's exchange then fails. The mark keeps the sweep's time as the earliest instant of whatever window
/// follows, so that a thread whose clock reading is older than the sweep cannot be admitted among instants that have been forgotten (a bare
/// null would lose that). One mark serves all keys of a sweep.
/// </para>
/// <para>Thread-safe and lock-free: a failed exchange means that another thread's succeeded.</para>
/// </summary>
public static class WindowReference
{
    /// <summary>
    /// The window to ask under a policy. Versions are compared and never limits: a thread that holds an older policy must not bring its limit back.
    /// </summary>
    /// <param name="reference">The key's reference; null before first use.</param>
    /// <param name="limit">The policy's limit, 1 to <see cref="SlidingWindow.MaxLimit"/>.</param>
    /// <param name="version">The policy's version of that limit, 0 or more.</param>
    /// <param name="moved">The window that answered <see cref="WindowVerdict.Moved"/> just before, or null.</param>
    public static SlidingWindow InForce(ref SlidingWindow? reference, int limit, long version, SlidingWindow? moved = null) =>
        InForce<NoWindowProbe>(ref reference, limit, version, moved);

    /// <summary>Exchanges an idle window for <paramref name="mark"/>.</summary>
    /// <param name="reference">The key's reference.</param>
    /// <param name="mark">Made by <see cref="SlidingWindow.Retired"/> for this sweep's time.</param>
    /// <returns>Whether the window is gone; false too where there was none.</returns>
    public static bool TryRetire(ref SlidingWindow? reference, SlidingWindow mark)
    {
        var window = Volatile.Read(ref reference);
        if (window is null || window.IsRetired || !window.IsIdle(mark.RetiredAt))
            return false;
        window.Freeze<NoWindowProbe>();
        var idle = window.IsIdle(mark.RetiredAt);
        var successor = idle ? mark : SlidingWindow.Successor(window, window.Limit, window.Version);
        return Interlocked.CompareExchange(ref reference, successor, window) == window && idle;
    }

    internal static SlidingWindow InForce<TProbe>(ref SlidingWindow? reference, int limit, long version, SlidingWindow? moved)
        where TProbe : struct, IWindowProbe
    {
        var window = Volatile.Read(ref reference);
        return window is not null && window.Version >= version && window != moved ? window : Install<TProbe>(ref reference, limit, version, moved);
    }

    private static SlidingWindow Install<TProbe>(ref SlidingWindow? reference, int limit, long version, SlidingWindow? moved)
        where TProbe : struct, IWindowProbe
    {
        for (; ; )
        {
            var window = Volatile.Read(ref reference);
            if (window is not null && window.Version >= version && window != moved)
                return window;
            var successor = window switch
            {
                null => new(limit, version),
                _ when window.Version < version => SlidingWindow.Successor<TProbe>(window, limit, version),
                _ => SlidingWindow.Successor<TProbe>(window, window.Limit, window.Version), // frozen by a sweep that has not finished
            };
            if (Interlocked.CompareExchange(ref reference, successor, window) == window)
                return successor;
        }
    }
}
