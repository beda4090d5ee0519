namespace Gateway.Server.Hosting;

/// <summary>The one <see cref="IReadiness"/> of a process. Draining is final; the other states follow each other freely. Thread-safe.</summary>
public sealed class Readiness : IReadiness
{
    private volatile int _state = (int)ReadinessState.Starting;

    /// <inheritdoc/>
    public ReadinessState State => (ReadinessState)_state;

    /// <summary>Listening and able to take charges.</summary>
    public void Ready() => Become(ReadinessState.Ready);

    /// <summary>Charges cannot be made durable for now.</summary>
    public void JournalUnavailable() => Become(ReadinessState.JournalUnavailable);

    /// <summary>Stopping, for good.</summary>
    public void Drain() => _state = (int)ReadinessState.Draining;

    private void Become(ReadinessState next)
    {
        while (true)
        {
            var now = _state;
            if (now == (int)ReadinessState.Draining || Interlocked.CompareExchange(ref _state, (int)next, now) == now)
                return;
        }
    }
}
