using System.Diagnostics;
using Gateway.Interleavings.Windows;
using Xunit;

namespace Gateway.Tests.Core.Limits;

/// <summary>
/// Real threads on real time, limits that change all the time, windows of some 100 µs: afterwards the instants are walked. Fails too if the
/// threads never met, because then it has shown nothing.
/// </summary>
[Collection("Soak")]
public sealed class SlidingWindowSoakTests
{
    private const int Threads = 4;
    private const int MaxAnswers = 1_000_000;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);

    /// <summary>On a machine that is busy with other things threads may take this long to meet.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private static readonly int[] Limits = [1, 2, 7, 100, 1_000, 1_500];

    private readonly long _started = Stopwatch.GetTimestamp();

    [Theory]
    [InlineData(3_000)]
    [InlineData(9_000)]
    public void Threads_that_meet_never_exceed_the_limit_in_force(long span)
    {
        (SoakProbe.Lost, SoakProbe.Stale, SoakProbe.HelpedOthers) = (0, 0, 0);
        SoakedKey key = new(Limits[0], span);
        var changes = 0;
        var logs = Soak(key, pause: 0, () => key.SetLimit(Limits[++changes % Limits.Length]), () => SoakProbe.AllHaveHappened && key.Moved > 0);

        Assert.Null(new AdmissionAudit(span).Fault(logs));
        var met = $"helped {SoakProbe.HelpedOthers}, lost {SoakProbe.Lost}, stale {SoakProbe.Stale}, moved {key.Moved}, changes {changes}, "
            + $"admitted {logs.Sum(log => log.Count(a => a.Admitted))}";
        TestContext.Current.SendDiagnosticMessage(met);
        Assert.True(SoakProbe.AllHaveHappened && key.Moved > 0, met);
    }

    [Fact]
    public void Windows_that_are_retired_whenever_they_are_idle_lose_no_admission()
    {
        const long Span = 3_000;
        SoakedKey key = new(2, Span);
        var logs = Soak(key, pause: 1, () => key.Retire(Now()), () => key.Retired > 0);

        Assert.Null(new AdmissionAudit(Span).Fault(logs));
        TestContext.Current.SendDiagnosticMessage($"retired {key.Retired}, admitted {logs.Sum(log => log.Count(a => a.Admitted))}");
        Assert.True(key.Retired > 0);
    }

    private List<WindowAnswer>[] Soak(SoakedKey key, int pause, Action meanwhile, Func<bool> haveMet)
    {
        using CancellationTokenSource end = new(Patience);
        var logs = Enumerable.Range(0, Threads).Select(_ => new List<WindowAnswer>(100_000)).ToArray();
        var threads = logs.Select(log => new Thread(() => Ask(key, log, pause, end.Token))).ToArray();
        Array.ForEach(threads, t => t.Start());
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Duration || !(haveMet() || end.IsCancellationRequested);)
        {
            meanwhile();
            Thread.Sleep(pause == 0 ? 1 : 0);
        }

        end.Cancel();
        Array.ForEach(threads, t => t.Join());
        Assert.All(logs, Assert.NotEmpty);
        return logs;
    }

    private void Ask(SoakedKey key, List<WindowAnswer> log, int pause, CancellationToken end)
    {
        for (var i = 0; !end.IsCancellationRequested && log.Count < MaxAnswers; i++)
        {
            var answer = key.TryAdmit(Now());
            if (answer.Admitted || i % 64 == 0)
                log.Add(answer);
            if (pause > 0)
                Thread.Sleep(pause);
        }
    }

    /// <summary>Ticks of 100 ns here, so that a window of a few 100 µs has thousands.</summary>
    private long Now() => 1 + ((Stopwatch.GetTimestamp() - _started) * 10_000_000 / Stopwatch.Frequency);
}
