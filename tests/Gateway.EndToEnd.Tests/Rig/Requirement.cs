using Xunit;

namespace Gateway.EndToEnd.Tests.Rig;

/// <summary>
/// What a test needs from the machine. Missing, the test is skipped and says why; under <c>CI=true</c> what is named here as mandatory must
/// be there, so that a broken set-up cannot pass for a green run.
/// </summary>
internal static class Requirement
{
    public static bool IsCi => Environment.GetEnvironmentVariable("CI") is "true" or "1";

    /// <summary>Skips, or fails under CI, when there is a reason why the thing is missing.</summary>
    public static void Met(string? missing, bool mandatoryInCi)
    {
        if (missing is null) return;
        if (mandatoryInCi && IsCi) Assert.Fail($"with CI=true this may not be missing: {missing}");
        Assert.Skip(missing);
    }
}
