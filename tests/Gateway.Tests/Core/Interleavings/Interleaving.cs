using System.Reflection;
using Microsoft.Coyote;
using Microsoft.Coyote.Logging;
using Microsoft.Coyote.SystematicTesting;
using Xunit;

namespace Gateway.Tests.Core.Interleavings;

/// <summary>
/// Runs a scenario under many schedules of its threads. Which ones is decided by seeds that are the same in every run, so a failure comes
/// back; its message names strategy and seed.
/// </summary>
internal static class Interleaving
{
    internal const int DefaultSchedules = 400;

    private const uint Seed = 20261123;

    /// <summary>Far more than any scenario takes: a thread that is still not done waits for another, which lock-free code must not.</summary>
    private const uint MaxSteps = 3_000;

    /// <summary>Each strategy finds other bugs: priorities those of a given depth, random walk those that need many switches.</summary>
    private static readonly (string Name, Func<Configuration, Configuration> Choose)[] Strategies =
    [
        ("random", c => c.WithRandomStrategy()),
        ("prioritization of 3 changes", c => c.WithPrioritizationStrategy(false, 3)),
        ("prioritization of 10 changes", c => c.WithPrioritizationStrategy(false, 10)),
        ("delay bounding of 5", c => c.WithDelayBoundingStrategy(false, 5)),
    ];

    /// <summary>Fails if any schedule tried breaks the scenario, or lets a thread spin for ever.</summary>
    internal static void Holds(Action scenario, int schedules = DefaultSchedules) => Holds(scenario.Method, [], schedules);

    /// <summary>The same for a scenario that takes an enum of its own assembly, such as which implementation to run on.</summary>
    internal static void Holds<TKind>(Action<TKind> scenario, TKind kind, int schedules = DefaultSchedules)
        where TKind : struct, Enum => Holds(scenario.Method, [kind], schedules);

    /// <summary>Fails if no schedule tried breaks the scenario: for twins that look right and are not. Returns the report of the first that does.</summary>
    internal static string Breaks<TKind>(Action<TKind> scenario, TKind twin, int schedules = 20_000)
        where TKind : struct, Enum
    {
        var broken = FirstBroken(scenario.Method, [twin], schedules);
        Assert.True(broken is not null, $"{twin} is broken, and {schedules} schedules of {scenario.Method.Name} did not show it.");
        return broken;
    }

    private static void Holds(MethodInfo scenario, object[] arguments, int schedules)
    {
        var broken = FirstBroken(scenario, arguments, schedules);
        Assert.True(broken is null, broken);
    }

    private static string? FirstBroken(MethodInfo scenario, object[] arguments, int schedules)
    {
        var rewritten = RewrittenAssemblies.ActionOf(scenario, arguments);

        // A few of each strategy before many of any: what one finds soon another may never find.
        foreach (var (seed, share) in new[] { (Seed, schedules / 10), (Seed + 1, schedules - (schedules / 10)) })
        {
            foreach (var (name, choose) in Strategies)
            {
                using var engine = TestingEngine.Create(choose(Configure(seed, share / Strategies.Length)), rewritten);
                engine.SetLogger(new SilentLogger());
                engine.Run();
                if (engine.TestReport.NumOfFoundBugs > 0)
                    return $"{scenario.Name}({string.Join(", ", arguments)}), {name}, seed {seed}: {string.Join(Environment.NewLine, engine.TestReport.BugReports)}";
            }
        }

        return null;
    }

    private static Configuration Configure(uint seed, int schedules) => Configuration.Create()
        .WithTestingIterations((uint)schedules)
        .WithRandomGeneratorSeed(seed)
        .WithAtomicOperationRaceCheckingEnabled(true)
        .WithVolatileOperationRaceCheckingEnabled(true)
        .WithSystematicFuzzingFallbackEnabled(false)
        .WithMaxSchedulingSteps(MaxSteps)
        .WithFailureOnMaxStepsBoundEnabled(true)
        .WithDeadlockTimeout(60_000) // in milliseconds: a busy machine is no deadlock
        .WithVerbosityEnabled(VerbosityLevel.None)
        .WithTelemetryEnabled(false);
}
