using Gateway.Core.Admission;

namespace Gateway.Tests.Core.Admission;

/// <summary>Counts the meetings of threads in an admission.</summary>
internal readonly struct AdmissionProbe : IAdmissionProbe
{
    internal static int Lost;
    internal static int GivenBack;
    internal static int Again;

    public static void LostRace() => Interlocked.Increment(ref Lost);

    public static void GaveBack() => Interlocked.Increment(ref GivenBack);

    public static void StartedAgain() => Interlocked.Increment(ref Again);
}
