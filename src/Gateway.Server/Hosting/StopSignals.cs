using System.Runtime.InteropServices;

namespace Gateway.Server.Hosting;

/// <summary>SIGTERM, SIGINT and SIGQUIT: the first asks to stop, the second to stop at once. SIGHUP runs an action. Thread-safe.</summary>
public sealed class StopSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly TaskCompletionSource _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cut = new();
    private int _seen;

    /// <summary>Listens from now on.</summary>
    /// <param name="hangup">Run on SIGHUP, which no longer ends the process.</param>
    public StopSignals(Action hangup)
    {
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT })
            _registrations.Add(PosixSignalRegistration.Create(signal, context => { context.Cancel = true; Request(context.Signal); }));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => { context.Cancel = true; hangup(); }));
    }

    /// <summary>Ends when a stop is asked for.</summary>
    public Task Stopped => _stop.Task;

    /// <summary>Asked to stop at once.</summary>
    public CancellationToken Cut => _cut.Token;

    /// <summary>The exit code that the second signal asks for, or null.</summary>
    public int? CutBy { get; private set; }

    /// <summary>What asked first, for the log.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Counts a request to stop.</summary>
    public void Request(PosixSignal signal)
    {
        if (Interlocked.Increment(ref _seen) == 1)
        {
            Reason = signal.ToString();
            _stop.SetResult();
            return;
        }
        // What a shell reports for a process that a signal ended; the numbers are POSIX's.
        CutBy = 128 + signal switch { PosixSignal.SIGINT => 2, PosixSignal.SIGQUIT => 3, _ => 15 };
        _cut.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _cut.Dispose();
    }
}
