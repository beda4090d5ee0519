using Gateway.Core.Admission;

namespace Gateway.Tests.Core.Admission;

/// <summary>Counts the meetings of threads in an admission, and makes them likelier: yields between the steps where another thread could come in.</summary>
internal readonly struct AdmissionProbe : IAdmissionProbe
{
    internal static int Lost;
    internal static int GivenBack;
    internal static int Again;

    [ThreadStatic]
    private static uint _turn;

    public static void Looked() => YieldNowAndThen();

    public static void AboutToTake() => YieldNowAndThen();

    public static void LostRace() => Interlocked.Increment(ref Lost);

    public static void GaveBack() => Interlocked.Increment(ref GivenBack);

    public static void StartedAgain() => Interlocked.Increment(ref Again);

    private static void YieldNowAndThen()
    {
        if (_turn++ % 64 == 0)
            Thread.Yield();
    }
}
