using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using Gateway.Server.Forwarding;
using Gateway.Server.Refusals;
using Gateway.Server.Routing;
using Gateway.Wire.Http1;

namespace Gateway.Server.Connections;

/// <content>What comes in: the head, who sent it, the body.</content>
internal sealed partial class ClientConnection
{
    private bool _headTaken;
    private bool _continueSent;
    private bool _waitedForBody;
    private long _headDue;
    private long _bodyStartedAt;
    private Refusal _refusal;

    private Exchange BeginExchange()
    {
        Exchange exchange = plane.Rent();
        _exchange = exchange;
        _headTaken = false;
        _continueSent = false;
        _waitedForBody = false;
        _headDue = Environment.TickCount64 + plane.HeadTimeoutMilliseconds;
        _refusal = default;
        _sendWasCut = false;
        return exchange;
    }

    /// <summary>Takes what it can of the input: the head, then the body.</summary>
    private IntakeStep TakeInput(in ReadResult read, Exchange exchange)
    {
        ReadOnlySequence<byte> buffer = read.Buffer;
        SequencePosition taken = buffer.Start;
        if (!_headTaken)
        {
            switch (ParseHead(buffer, exchange))
            {
                case HeadStatus.NeedMore:
                    _input.AdvanceTo(buffer.Start, buffer.End);
                    return read.IsCompleted ? IntakeStep.Ended : IntakeStep.NeedMore;
                case HeadStatus.Rejected:
                    _input.AdvanceTo(buffer.End);
                    exchange.Closes = true;
                    return Refuse(OfFault(exchange.Head.Fault), closes: true);
            }

            _headTaken = true;
            taken = buffer.GetPosition(exchange.Head.Length);
            exchange.StartedAt = Stopwatch.GetTimestamp();
            IntakeStep judged = JudgeHead(exchange);
            if (judged != IntakeStep.NeedMore)
            {
                _input.AdvanceTo(taken);
                return judged;
            }
        }

        if (exchange.Intake.Step == BodyStep.NeedMore)
            taken = exchange.Intake.Take(buffer.Slice(taken), exchange.Scans ? exchange.Scanner : null, exchange.Body, plane.HeldBodyBytes);
        _input.AdvanceTo(taken);
        switch (exchange.Intake.Step)
        {
            case BodyStep.Complete or BodyStep.HeldPartFull:
                return IntakeStep.Ready;
            case BodyStep.NeedMore when read.IsCompleted:
                return IntakeStep.Ended;
            case BodyStep.NeedMore:
                _bodyStartedAt = _waitedForBody ? _bodyStartedAt : Environment.TickCount64;
                _waitedForBody = true;
                return IntakeStep.NeedMore;
            case BodyStep.TooLarge:
                return Refuse(RefusalCode.BodyTooLarge, closes: true);
            case BodyStep.OutOfMemory:
                return Refuse(RefusalCode.Overloaded, closes: true);
            default:
                return Refuse(RefusalCode.BadRequest, closes: true);
        }
    }

    private HeadStatus ParseHead(in ReadOnlySequence<byte> buffer, Exchange exchange)
    {
        HeadStatus status;
        if (buffer.IsSingleSegment)
        {
            ReadOnlySpan<byte> bytes = buffer.FirstSpan;
            status = exchange.Head.Parse(bytes, plane.MaxHeadBytes);
            if (status == HeadStatus.Complete)
                exchange.KeepHead(bytes[..exchange.Head.Length]);
            return status;
        }

        // A head that spans segments is brought together first; what was gathered before is the same bytes.
        int length = (int)Math.Min(buffer.Length, plane.MaxHeadBytes + 1);
        Span<byte> room = exchange.RoomForHead(length);
        buffer.Slice(0, length).CopyTo(room);
        return exchange.Head.Parse(room[..length], plane.MaxHeadBytes);
    }

    /// <summary>3: route and key. <see cref="IntakeStep.NeedMore"/> if the request may go on to its body.</summary>
    private IntakeStep JudgeHead(Exchange exchange)
    {
        RequestHead head = exchange.Head;
        exchange.Identify(plane.RequestIds);
        exchange.Closes = !head.KeepAlive;
        exchange.Intake.Begin(head, plane.MaxBodyBytes);
        exchange.Route = head.IsAsteriskForm ? new RequestRoute { Kind = RouteKind.ServerOptions } : plane.Router.Resolve(head.Verb, head.Path.Of(exchange.HeadBytes));
        RefusalCode code = plane.Gate.JudgeHead(exchange, _memo);
        if (code != RefusalCode.None)
            return Refuse(code);
        if (exchange.Route.Kind is not (RouteKind.ByModel or RouteKind.ByName))
            return IntakeStep.Answer;
        return IntakeStep.NeedMore;
    }

    /// <summary>The client waits for leave to send its body, and has been found worthy of it (RFC 9110 section 10.1.1).</summary>
    private bool WritesContinue(Exchange exchange)
    {
        if (!_headTaken || _continueSent || !exchange.Head.ExpectContinue || exchange.Intake.Received > 0)
            return false;
        _continueSent = true;
        _output.Write("HTTP/1.1 100 Continue\r\n\r\n"u8);
        return true;
    }

    private long InputDue(Exchange exchange) => _headTaken ? plane.BodyDue(_bodyStartedAt, exchange.Intake.Received) : _headDue;

    /// <summary>4: all limits, all or nothing.</summary>
    private AdmissionStep Admit(Exchange exchange)
    {
        _refusal = plane.Gate.Admit(exchange, _memo, _waitedForBody);
        return _refusal.Code == RefusalCode.None ? AdmissionStep.Forward : AdmissionStep.Answer;
    }

    private IntakeStep Refuse(RefusalCode code, bool closes = false)
    {
        _refusal = new Refusal(code);
        if (closes && _exchange is not null)
            _exchange.Closes = true;
        return IntakeStep.Answer;
    }

    private static RefusalCode OfFault(HeadFault fault) => HeadFaults.StatusOf(fault) switch
    {
        431 => RefusalCode.HeadTooLarge,
        417 => RefusalCode.ExpectationFailed,
        _ => RefusalCode.BadRequest,
    };
}
