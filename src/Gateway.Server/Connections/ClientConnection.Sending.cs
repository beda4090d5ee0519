using System.IO.Pipelines;
using Gateway.Server.Forwarding;
using Gateway.Server.Refusals;
using Gateway.Server.Upstreams;
using Gateway.Wire.Http1;

namespace Gateway.Server.Connections;

/// <content>Sending: at once where it can be, else beside the loop, which meanwhile listens for an early response.</content>
internal sealed partial class ClientConnection
{
    private Task? _sending;
    private long _sentAt;
    private RefusalCode _sendFault;

    private async ValueTask<UpstreamConnection?> ConnectAsync(Exchange exchange)
    {
        Provider provider = exchange.Provider!;
        try
        {
            return await provider.Connector.ConnectAsync(provider.Pool, CancellationToken.None);
        }
        catch (UpstreamConnectException fault)
        {
            plane.ReportUnreachable(provider, fault.Message);
            Refuse(RefusalCode.UpstreamUnreachable);
            return null;
        }
    }

    /// <summary>Sends what is held. Null if that was done at once; else a task that goes on with it.</summary>
    private Task? BeginSending(Exchange exchange, UpstreamConnection upstream)
    {
        _sendFault = RefusalCode.None;
        _sending = null;
        exchange.Pieces.Rewind();
        while (exchange.Pieces.TryNext(out ReadOnlyMemory<byte> piece))
        {
            ValueTask<bool> sending = upstream.Channel.SendAsync(piece);
            if (!sending.IsCompletedSuccessfully)
                return _sending = SendRestAsync(sending, exchange, upstream);
            if (!sending.Result)
                break;
        }

        if (exchange.Intake.Step == BodyStep.HeldPartFull)
            return _sending = SendRestAsync(new ValueTask<bool>(true), exchange, upstream);
        _sentAt = Environment.TickCount64;
        return null;
    }

    private async Task SendRestAsync(ValueTask<bool> sending, Exchange exchange, UpstreamConnection upstream)
    {
        do
        {
            if (!await SentAsync(sending))
                return;
            if (!exchange.Pieces.TryNext(out ReadOnlyMemory<byte> piece))
                break;
            sending = upstream.Channel.SendAsync(piece);
        }
        while (true);

        if (exchange.Intake.Step == BodyStep.HeldPartFull && !await PumpAsync(exchange, upstream))
        {
            upstream.Channel.Abort();
            return;
        }

        _sentAt = Environment.TickCount64;
        _deadline.BringForward(_sentAt + exchange.Provider!.FirstByteMilliseconds);
    }

    /// <summary>Sends the part of the body that was not held, as it comes. False if it ended too early or too slowly.</summary>
    private async ValueTask<bool> PumpAsync(Exchange exchange, UpstreamConnection upstream)
    {
        bool chunked = exchange.SendsChunks;
        byte[] frame = new byte[ChunkedWriter.MaxHeaderLength];
        exchange.Intake.Resume();
        long startedAt = Environment.TickCount64;
        long before = exchange.Intake.Received;
        while (exchange.Intake.Step == BodyStep.NeedMore)
        {
            _sendWait = WaitKind.ClientInput;
            _sendDeadline.Arm(plane.BodyDue(startedAt, exchange.Intake.Received - before));
            ReadResult read = await _input.ReadAsync();
            bool inTime = _sendDeadline.Disarm();
            if (!inTime || read.IsCanceled || (read.IsCompleted && read.Buffer.IsEmpty))
            {
                _input.AdvanceTo(read.Buffer.Start);
                _sendFault = inTime ? RefusalCode.BadRequest : RefusalCode.RequestTimeout;
                return false;
            }

            SequencePosition position = read.Buffer.Start;
            bool sent = true;
            while (sent && exchange.Intake.Step == BodyStep.NeedMore && read.Buffer.TryGet(ref position, out ReadOnlyMemory<byte> bytes, advance: false) && !bytes.IsEmpty)
            {
                int used = exchange.Intake.TakeRun(bytes.Span, out ByteRange run);
                position = read.Buffer.GetPosition(used, position);
                if (!run.IsEmpty)
                    sent = await SendRunAsync(upstream, bytes.Slice(run.Start, run.Length), chunked ? frame : null);
            }

            _input.AdvanceTo(position);
            if (!sent)
                return true; // The provider does not listen any more; what it says, the loop will hear.
        }

        if (exchange.Intake.Step != BodyStep.Complete)
        {
            _sendFault = exchange.Intake.Step == BodyStep.TooLarge ? RefusalCode.BodyTooLarge : RefusalCode.BadRequest;
            return false;
        }

        return !chunked || await SentAsync(upstream.Channel.SendAsync(s_lastChunk)) || true;
    }

    private async ValueTask<bool> SendRunAsync(UpstreamConnection upstream, ReadOnlyMemory<byte> run, byte[]? frame)
    {
        if (frame is null)
            return await SentAsync(upstream.Channel.SendAsync(run));

        int header = ChunkedWriter.WriteHeader(frame, run.Length);
        return await SentAsync(upstream.Channel.SendAsync(frame.AsMemory(0, header)))
            && await SentAsync(upstream.Channel.SendAsync(run))
            && await SentAsync(upstream.Channel.SendAsync(s_lineEnd));
    }

    private async ValueTask<bool> SentAsync(ValueTask<bool> sending)
    {
        _sendWait = WaitKind.Upstream;
        _sendDeadline.Arm(Environment.TickCount64 + plane.WriteTimeoutMilliseconds);
        bool sent = await sending;
        return _sendDeadline.Disarm() && sent;
    }

    /// <summary>The response is over, or the provider is gone: whatever is still being sent has no reader.</summary>
    private async ValueTask EndSendingAsync(Task sending, UpstreamConnection upstream)
    {
        if (!sending.IsCompleted)
        {
            _sendWasCut = true;
            upstream.Channel.Abort();
            _input.CancelPendingRead();
        }

        await sending;
        _sending = null;
    }

    private static readonly byte[] s_lastChunk = ChunkedWriter.Last.ToArray();
    private static readonly byte[] s_lineEnd = ChunkedWriter.LineEnd.ToArray();
    private bool _sendWasCut;
}
