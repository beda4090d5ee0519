using System.IO.Pipelines;
using Gateway.Server.Forwarding;
using Gateway.Server.Upstreams;

namespace Gateway.Server.Connections;

/// <content>Waiting: every wait has an end, kept by the sweep; whoever ends one only signals the loop.</content>
internal sealed partial class ClientConnection
{
    private const int TransportOpen = 0;
    private const int TransportHalfClosed = 1;
    private const int TransportReset = 2;

    private Deadline _deadline;
    private Deadline _sendDeadline;
    private volatile WaitKind _wait;
    private volatile WaitKind _sendWait;
    private volatile int _transport;
    private bool _armed;
    private bool _timedOut;
    private bool _clientGone;

    /// <summary>Ends waits that are over. Called by the sweep, on its thread.</summary>
    /// <param name="now">Milliseconds of <see cref="Environment.TickCount64"/>.</param>
    public void Sweep(long now)
    {
        if (_wait == WaitKind.Upstream && _transport != TransportOpen)
            _deadline.BringForward(_transport == TransportReset ? now : now + plane.HalfCloseGraceMilliseconds);
        if (_deadline.TryFire(now))
            Signal(_wait);
        if (_sendDeadline.TryFire(now))
            Signal(_sendWait);
        if (plane.IsDraining && _wait == WaitKind.NextRequest)
            _input.CancelPendingRead();
    }

    /// <summary>Cuts the connection. Any thread.</summary>
    public void Cut()
    {
        _transport = TransportReset;
        context.Abort();
        if (_deadline.TryFire(long.MaxValue))
            Signal(_wait);
    }

    /// <summary>The transport saw a FIN or a reset. A FIN may be a half-close: the loop goes on, for as long as the grace allows.</summary>
    private void OnTransportClosed()
    {
        if (!SocketState.IsReset(context))
        {
            _transport = TransportHalfClosed;
            return;
        }

        _transport = TransportReset;
        if (_wait == WaitKind.Upstream && _deadline.TryFire(long.MaxValue))
            Signal(WaitKind.Upstream);
    }

    private void Signal(WaitKind wait)
    {
        switch (wait)
        {
            case WaitKind.NextRequest or WaitKind.ClientInput:
                _input.CancelPendingRead();
                break;
            case WaitKind.ClientFlush:
                context.Abort();
                break;
            case WaitKind.Upstream:
                Volatile.Read(ref _upstream)?.Channel.Abort();
                break;
        }
    }

    private void Arm(WaitKind wait, long due)
    {
        _wait = wait;
        _armed = true;
        _deadline.Arm(due);
    }

    /// <summary>False if the wait was ended from outside.</summary>
    private bool Disarm()
    {
        if (!_armed)
            return true;
        _armed = false;
        _wait = WaitKind.None;
        return _deadline.Disarm();
    }

    private ValueTask<ReadResult> BeginRead(WaitKind wait, long due)
    {
        ValueTask<ReadResult> reading = _input.ReadAsync();
        if (!reading.IsCompleted)
            Arm(wait, due);
        return reading;
    }

    private ReadResult InputRead(ReadResult read)
    {
        _timedOut = !Disarm();
        if (_timedOut)
            _input.AdvanceTo(read.Buffer.Start);
        return read;
    }

    private ValueTask<FlushResult> BeginFlush()
    {
        ValueTask<FlushResult> flushing = _output.FlushAsync();
        if (!flushing.IsCompleted)
            Arm(WaitKind.ClientFlush, Environment.TickCount64 + plane.WriteTimeoutMilliseconds);
        return flushing;
    }

    /// <summary>False if the client cannot be written to any more.</summary>
    private bool FlushEnded(FlushResult flushed)
    {
        if (Disarm() && !flushed.IsCompleted && !flushed.IsCanceled)
            return true;
        _clientGone = true;
        return false;
    }

    private ValueTask<int> BeginReceive(Exchange exchange, UpstreamConnection upstream)
    {
        ValueTask<int> receiving = upstream.Channel.ReceiveAsync(upstream.Buffer.AsMemory(exchange.Relay.Filled));
        if (!receiving.IsCompleted)
        {
            // While the request is still being sent its sender keeps the time, and starts this clock with the last byte.
            long patience = _sending is { IsCompleted: false }
                ? long.MaxValue / 2
                : exchange.Relay.Status == 0 ? exchange.Provider!.FirstByteMilliseconds : exchange.Provider!.IdleMilliseconds;
            Arm(WaitKind.Upstream, Environment.TickCount64 + patience);
        }

        return receiving;
    }
}
