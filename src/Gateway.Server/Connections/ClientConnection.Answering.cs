using System.IO.Pipelines;
using Gateway.Server.Forwarding;
using Gateway.Server.Providers;
using Gateway.Server.Refusals;
using Gateway.Server.Upstreams;

namespace Gateway.Server.Connections;

/// <content>What goes out: the end of a forwarded exchange, and the gateway's own answers.</content>
internal sealed partial class ClientConnection
{
    /// <summary>If a reused connection ends without a byte within so many milliseconds of the last byte sent, the provider cannot have worked.</summary>
    private const long RetryWindowMilliseconds = 1000;

    private RelayStep Relayed(Exchange exchange, UpstreamConnection upstream, int count)
    {
        if (!Disarm())
        {
            _timedOut = true;
            return RelayStep.Broken;
        }

        return count > 0
            ? exchange.Relay.OnReceived(upstream.Buffer, count, exchange, _output, plane.Terms)
            : exchange.Relay.OnEnded(count < 0, exchange, _output, plane.Terms);
    }

    /// <summary>After the last byte of a response, or the first sign that none will come.</summary>
    private AdmissionStep EndForwarding(Exchange exchange, UpstreamConnection upstream, RelayStep relayed, ref bool fresh)
    {
        ResponseRelay relay = exchange.Relay;
        bool wasReused = upstream.IsReused;
        Volatile.Write(ref _upstream, null);
        if (relay.IsComplete && relay.LeavesConnectionClean && !_sendWasCut && exchange.Intake.IsComplete)
            upstream.Home.Return(upstream, Environment.TickCount64);
        else
            upstream.Dispose();

        if (relay.IsComplete)
        {
            plane.Health(exchange.Provider!, UpstreamState.Healthy);
            return AdmissionStep.Done;
        }

        if (relayed == RelayStep.Unauthorized)
        {
            plane.Health(exchange.Provider!, UpstreamState.Unauthorized, relay.Status);
            Refuse(RefusalCode.UpstreamUnauthorized);
            return AdmissionStep.Answer;
        }

        if (relay.HasBegun)
        {
            // Never made to look like a clean end: the connection ends here, in the middle of the response.
            plane.Terms.OnResponseCut(exchange);
            exchange.Cut = true;
            return AdmissionStep.Done;
        }

        if (_timedOut && _transport != TransportOpen)
            _clientGone = true;
        if (_clientGone)
            return AdmissionStep.Done;
        if (_sendFault != RefusalCode.None)
        {
            Refuse(_sendFault, closes: true);
            return AdmissionStep.Answer;
        }

        if (!_timedOut && wasReused && !relay.HasAnyByte && exchange.Intake.IsComplete && Environment.TickCount64 - _sentAt <= RetryWindowMilliseconds)
        {
            fresh = true;
            relay.Reset();
            return AdmissionStep.Forward;
        }

        return FailForwarding(exchange, relay);
    }

    private AdmissionStep FailForwarding(Exchange exchange, ResponseRelay relay)
    {
        RefusalCode code = _timedOut
            ? RefusalCode.UpstreamTimeout
            : relay.HasAnyByte ? RefusalCode.UpstreamInvalidResponse : RefusalCode.UpstreamUnreachable;
        plane.Health(exchange.Provider!, code switch
        {
            RefusalCode.UpstreamTimeout => UpstreamState.Silent,
            RefusalCode.UpstreamInvalidResponse => UpstreamState.InvalidResponse,
            _ => UpstreamState.Unreachable,
        });
        _timedOut = false;
        Refuse(code);
        return AdmissionStep.Answer;
    }

    /// <summary>Writes the gateway's own answer; then makes sure that what is left of the request is not taken for the next one.</summary>
    private async ValueTask AnswerAsync(Exchange exchange)
    {
        ExchangeTerms.OnNotForwarded(exchange);
        bool bodyLeft = !exchange.Intake.IsComplete || !_headTaken;
        bool malformed = _refusal.Code == RefusalCode.BadRequest || !_headTaken;
        exchange.Closes |= malformed || (bodyLeft && exchange.Head.ExpectContinue && !_continueSent) || plane.IsDraining;
        if (_refusal.Code != RefusalCode.None)
        {
            RefusalWriter.Write(_output, _refusal, exchange.Route.Dialect, plane.Terms.Shape(exchange));
        }
        else
        {
            await plane.LocalAnswers.WriteAsync(_output, exchange, plane.Terms.Shape(exchange));
        }

        if (!FlushEnded(await BeginFlush()))
            return;
        if (bodyLeft && !await DropRestAsync(exchange, malformed))
            exchange.Closes = true;
    }

    /// <summary>
    /// Reads and drops what is left of a refused request, within bounds of time and size: closing over unread bytes would reset the
    /// connection and lose the answer. True if the body came to its end, so that another request can follow.
    /// </summary>
    private async ValueTask<bool> DropRestAsync(Exchange exchange, bool malformed)
    {
        long until = Environment.TickCount64 + DataPlane.RefusedBodyDrainMilliseconds;
        long left = DataPlane.RefusedBodyDrainBytes;
        while (left > 0)
        {
            ReadResult read = InputRead(await BeginRead(WaitKind.ClientInput, until));
            if (_timedOut)
                return false;

            long taken;
            if (malformed)
            {
                taken = read.Buffer.Length;
                _input.AdvanceTo(read.Buffer.End);
            }
            else
            {
                SequencePosition position = exchange.Intake.Drop(read.Buffer);
                taken = read.Buffer.Slice(0, position).Length;
                _input.AdvanceTo(position);
                if (exchange.Intake.IsComplete)
                    return true;
                if (exchange.Intake.Step != BodyStep.NeedMore)
                    malformed = true;
            }

            left -= taken;
            if (read.IsCompleted)
                return false;
        }

        return false;
    }

    /// <summary>Settles what is left to settle and gives the exchange back. True if the connection may serve another one.</summary>
    private bool EndExchange(Exchange exchange)
    {
        bool stays = !exchange.Closes && !exchange.Cut && !_clientGone && !_sendWasCut && exchange.Intake.IsComplete && !exchange.Relay.IsClosedByEnd;
        bool resets = exchange.Cut && exchange.Relay.IsClosedByEnd;
        _exchange = null;
        plane.EndExchange(exchange, _refusal.Code, _clientGone);
        if (resets)
            SocketState.Reset(context);
        return stays;
    }

    /// <summary>The loop has ended, perhaps in the middle of an exchange: everything that it took is given back.</summary>
    private void Abandon()
    {
        UpstreamConnection? upstream = _upstream;
        Volatile.Write(ref _upstream, null);
        upstream?.Dispose();
        _memo.Clear();
        if (_exchange is not { } exchange)
            return;

        _exchange = null;
        // Something may still be sending from its buffers: then it is settled, but not used again.
        plane.EndExchange(exchange, _refusal.Code, clientGone: true, reuse: _sending is not { IsCompleted: false });
    }
}
