using Gateway.Core.Limits;

namespace Gateway.Tests.Core.Limits;

/// <summary>Counts the meetings of threads in a window, and makes them likelier: yields between the steps where another thread could come in.</summary>
internal readonly struct SoakProbe : IWindowProbe
{
    internal static int Lost;
    internal static int Stale;
    internal static int HelpedOthers;

    [ThreadStatic]
    private static uint _turn;

    public static void LostRace() => Interlocked.Increment(ref Lost);

    public static void StaleCursor() => Interlocked.Increment(ref Stale);

    public static void Helped() => Interlocked.Increment(ref HelpedOthers);

    public static void Opened() => YieldNowAndThen(16);

    public static void Froze() => YieldNowAndThen(64);

    private static void YieldNowAndThen(uint every)
    {
        if (_turn++ % every == 0)
            Thread.Yield();
    }
}
