namespace Gateway.Interleavings.Windows;

/// <summary>Two or three threads at a window of four ticks.</summary>
public static class WindowScenarios
{
    private const long Span = 4;

    /// <summary>One place, which becomes free once.</summary>
    public static void One_place(WindowKind kind)
    {
        var key = RateLimits.Make(kind, limit: 1, Span);
        Judge(key, before: [1], Refusals.Exact, [4, 5], [5, 6]);
    }

    /// <summary>A full window that has been left alone for a whole window's length; then more come than there is room for.</summary>
    public static void After_an_idle_window(WindowKind kind)
    {
        var key = RateLimits.Make(kind, limit: 2, Span);
        Judge(key, before: [1, 1], Refusals.Exact, [6, 6], [6], [6]);
    }

    /// <summary>Clock readings that arrive out of order.</summary>
    public static void Late_readings(WindowKind kind)
    {
        var key = RateLimits.Make(kind, limit: 3, Span);
        Judge(key, before: [1], Refusals.Exact, [2, 7], [5, 6], [3]);
    }

    /// <summary>Slots that hold two admissions each.</summary>
    public static void Groups(WindowKind kind)
    {
        var key = RateLimits.Make(kind, limit: 4, Span, maxSlots: 2);
        Judge(key, before: [1, 1], Refusals.Unjudged, [2, 6], [5, 6], [3, 6]);
    }

    /// <summary>The limit shrinks and grows while requests pass.</summary>
    public static void The_limit_changes(WindowKind kind)
    {
        var key = RateLimits.Make(kind, limit: 2, Span);
        AdmissionLog log = new(Span);
        Threads.Together(
            () => Ask(key, log, 1, 3),
            () => Ask(key, log, 2, 4),
            () =>
            {
                key.SetLimit(1);
                Ask(key, log, 2);
                key.SetLimit(3);
                Ask(key, log, 3);
            });
        Ask(key, log, 4, 5);
        Judge(log, Refusals.ByWait);
    }

    /// <summary>Once a change of limit has been answered, no older limit counts for requests that start after it.</summary>
    public static void An_answered_change_counts(WindowKind kind)
    {
        var key = RateLimits.Make(kind, limit: 3, Span);
        AdmissionLog log = new(Span);
        Threads.Together(
            () => Ask(key, log, 3),
            () =>
            {
                key.SetLimit(2);
                var answer = key.TryAdmit(2);
                log.Add(answer);
                Claim.That(answer.Window == 1, $"a window of version {answer.Window} answered after version 1 was set");
            });
        Judge(log, Refusals.ByWait);
    }

    /// <summary>The sweep takes an idle window away while requests arrive, some with old clock readings.</summary>
    public static void An_idle_window_is_retired(WindowKind kind)
    {
        var key = RateLimits.Make(kind, limit: 2, Span);
        AdmissionLog log = new(Span);
        Ask(key, log, 1, 1);
        Threads.Together(
            () => Ask(key, log, 4, 9),
            () => Ask(key, log, 5, 6),
            () =>
            {
                key.Retire(5);
                key.Retire(10);
            });
        Judge(log, Refusals.ByWait);
    }

    private static void Judge(IRateLimit key, long[] before, Refusals refusals, params long[][] readings)
    {
        AdmissionLog log = new(Span);
        Ask(key, log, before);
        Threads.Together([.. readings.Select<long[], Action>(times => () => Ask(key, log, times))]);
        Judge(log, refusals);
    }

    private static void Judge(AdmissionLog log, Refusals refusals)
    {
        var fault = log.Fault(refusals);
        Claim.That(fault is null, fault!);
    }

    private static void Ask(IRateLimit key, AdmissionLog log, params long[] readings)
    {
        foreach (var now in readings)
            log.Add(key.TryAdmit(now));
    }
}
