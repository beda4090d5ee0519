using System.Runtime.InteropServices;

namespace Gateway.Server.Hosting;

/// <summary>SIGTERM, SIGINT and SIGQUIT: the first asks to stop, the second to stop at once. SIGHUP runs an action. Thread-safe.</summary>
public sealed class StopSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _cut = new();
    private int _seen;

    /// <summary>Listens from now on.</summary>
    /// <param name="hangup">Run on SIGHUP, which no longer ends the process.</param>
    public StopSignals(Action hangup)
    {
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT })
            _registrations.Add(PosixSignalRegistration.Create(signal, context => { context.Cancel = true; Request(context.Signal.ToString()); }));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => { context.Cancel = true; hangup(); }));
    }

    /// <summary>Asked to stop.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Asked to stop at once.</summary>
    public CancellationToken Cut => _cut.Token;

    /// <summary>What asked first, for the log.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Counts a request to stop, wherever it came from.</summary>
    public void Request(string reason)
    {
        if (Interlocked.Increment(ref _seen) == 1)
        {
            Reason = reason;
            _stop.Cancel();
        }
        else
        {
            _cut.Cancel();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
        _cut.Dispose();
    }
}
