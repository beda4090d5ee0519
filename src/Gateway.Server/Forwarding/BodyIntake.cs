using System.Buffers;
using Gateway.Wire.Completions;
using Gateway.Wire.Http1;

namespace Gateway.Server.Forwarding;

/// <summary>How a request body is arriving: its framing is taken off, its bytes are scanned and held up to a bound.</summary>
public struct BodyIntake
{
    private BodyFraming _framing;
    private ChunkedReader _chunks;
    private long _left;
    private long _maxBytes;

    /// <summary>What it made of the bytes so far.</summary>
    public BodyStep Step { get; private set; }

    /// <summary>Bytes of the body itself that have arrived.</summary>
    public long Received { get; private set; }

    /// <summary>True once the body is known to its end.</summary>
    public readonly bool IsComplete => Step == BodyStep.Complete;

    /// <summary>Starts on the body that <paramref name="head"/> announces.</summary>
    public void Begin(RequestHead head, long maxBytes)
    {
        _framing = head.Framing;
        _chunks = default;
        _left = head.Framing == BodyFraming.Length ? head.ContentLength : 0;
        _maxBytes = maxBytes;
        Received = 0;
        Step = _framing == BodyFraming.None || (_framing == BodyFraming.Length && _left == 0) ? BodyStep.Complete : BodyStep.NeedMore;
    }

    /// <summary>Takes what it can of <paramref name="input"/> into <paramref name="body"/>, at most until <paramref name="holdLimit"/> bytes are held.</summary>
    /// <returns>Where the rest of the input begins.</returns>
    public SequencePosition Take(in ReadOnlySequence<byte> input, RequestScanner? scanner, HeldBody body, long holdLimit)
    {
        SequencePosition position = input.Start;
        SequencePosition next = position;
        while (input.TryGet(ref next, out ReadOnlyMemory<byte> segment))
        {
            ReadOnlySpan<byte> bytes = segment.Span;
            int taken = Take(bytes, scanner, body, holdLimit);
            position = input.GetPosition(taken, position);
            if (taken < bytes.Length || Step != BodyStep.NeedMore)
                return position;
        }

        return input.End;
    }

    /// <summary>Takes the framing off <paramref name="bytes"/> and yields the next run of the body; for a body that is not held.</summary>
    /// <returns>Bytes of the input that were used.</returns>
    public int TakeRun(ReadOnlySpan<byte> bytes, out ByteRange run)
    {
        run = default;
        int used;
        if (_framing == BodyFraming.Length)
        {
            used = (int)Math.Min(_left, bytes.Length);
            run = new ByteRange(0, used);
            _left -= used;
            if (_left == 0)
                Step = BodyStep.Complete;
        }
        else
        {
            switch (_chunks.Read(bytes, out used, out run))
            {
                case ChunkedStatus.Complete:
                    Step = BodyStep.Complete;
                    break;
                case ChunkedStatus.Rejected:
                    Step = BodyStep.Malformed;
                    break;
            }
        }

        Received += run.Length;
        if (Received > _maxBytes)
            Step = BodyStep.TooLarge;
        return used;
    }

    private int Take(ReadOnlySpan<byte> bytes, RequestScanner? scanner, HeldBody body, long holdLimit)
    {
        int taken = 0;
        while (taken < bytes.Length && Step == BodyStep.NeedMore)
        {
            // A run may not grow the held part beyond its bound; what is not taken stays in the connection's buffer.
            long room = holdLimit - body.Length;
            if (room <= 0)
            {
                Step = BodyStep.HeldPartFull;
                break;
            }

            ReadOnlySpan<byte> rest = bytes[taken..];
            if (rest.Length > room)
                rest = rest[..(int)room];
            int used = TakeRun(rest, out ByteRange run);
            ReadOnlySpan<byte> data = run.Of(rest);
            taken += used;
            if (data.IsEmpty)
                continue;
            scanner?.Feed(data);
            if (!body.TryAppend(data))
                Step = BodyStep.OutOfMemory;
        }

        return taken;
    }

    /// <summary>Takes the framing off <paramref name="input"/> and drops the body.</summary>
    /// <returns>Where the rest of the input begins.</returns>
    public SequencePosition Drop(in ReadOnlySequence<byte> input)
    {
        Resume();
        SequencePosition position = input.Start;
        while (Step == BodyStep.NeedMore && input.TryGet(ref position, out ReadOnlyMemory<byte> segment, advance: false) && !segment.IsEmpty)
            position = input.GetPosition(TakeRun(segment.Span, out _), position);
        return position;
    }

    /// <summary>Goes on behind the held part.</summary>
    public void Resume()
    {
        if (Step == BodyStep.HeldPartFull)
            Step = BodyStep.NeedMore;
    }
}
