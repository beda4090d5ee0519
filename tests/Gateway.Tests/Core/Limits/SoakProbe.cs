using Gateway.Core.Limits;

namespace Gateway.Tests.Core.Limits;

/// <summary>Counts the meetings of threads in a window, and makes them likelier: yields between the steps where another thread could come in.</summary>
internal readonly struct SoakProbe : IWindowProbe
{
    internal static int Lost;
    internal static int Stale;
    internal static int HelpedOthers;

    [ThreadStatic]
    private static uint _random;

    internal static bool AllHaveHappened => Volatile.Read(ref Lost) > 0 && Volatile.Read(ref Stale) > 0 && Volatile.Read(ref HelpedOthers) > 0;

    public static void ReadCursor() => YieldOnceIn(1_024);

    public static void Decided() => YieldOnceIn(256);

    public static void LostRace() => Interlocked.Increment(ref Lost);

    public static void StaleCursor() => Interlocked.Increment(ref Stale);

    public static void Helped() => Interlocked.Increment(ref HelpedOthers);

    public static void Opened() => YieldOnceIn(128);

    public static void Froze() => YieldOnceIn(512);

    /// <summary>Seldom: on a busy machine a yield costs a whole time slice, and a soak that mostly waits shows little.</summary>
    private static void YieldOnceIn(uint chances)
    {
        // Xorshift (Marsaglia 2003), seeded by thread.
        var random = _random == 0 ? (uint)Environment.CurrentManagedThreadId * 2_654_435_761u : _random;
        random ^= random << 13;
        random ^= random >> 17;
        random ^= random << 5;
        _random = random;
        if (random % chances == 0)
            Thread.Yield();
    }
}
