using System.Buffers;
using Gateway.Server.Refusals;
using Gateway.Wire.Completions;
using Gateway.Wire.Http1;

namespace Gateway.Server.Forwarding;

/// <summary>
/// A provider's response on its way to the client: judged strictly, framed anew, its usage read off as it passes. Synchronous: it is
/// given what was received and writes what may be sent. Whoever calls it flushes.
/// </summary>
public sealed class ResponseRelay
{
    /// <summary>Interim responses (1xx) before the final one. Go's net/http allows 5 by default; more than a few is nonsense.</summary>
    private const int MaxInterim = 16;

    private readonly ResponseHead _head = new();
    private ChunkedReader _chunks;
    private long _left;
    private int _start;
    private int _filled;
    private int _interims;
    private ClientFraming _framing;
    private bool _filters;

    /// <summary>Reads the usage off the body.</summary>
    public UsageScanner Usage { get; } = new();

    /// <summary>The final status; 0 before it is known.</summary>
    public int Status { get; private set; }

    /// <summary>The client has been sent the beginning of the response, so that nothing else can be answered any more.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>At least one byte has come.</summary>
    public bool HasAnyByte { get; private set; }

    /// <summary>The response is over, and was whole.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Nothing was left over, and the provider keeps the connection.</summary>
    public bool LeavesConnectionClean { get; private set; }

    /// <summary>The client's connection must end with this response, because nothing else tells its end.</summary>
    public bool IsClosedByEnd => _framing == ClientFraming.UntilClose;

    /// <summary>Bytes of the body that have come.</summary>
    public long BodyBytes { get; private set; }

    /// <summary>How many bytes of the receive buffer hold what is not used yet: where the next receive goes.</summary>
    public int Filled => _filled;

    /// <summary>Makes it ready for the next response.</summary>
    public void Reset()
    {
        _head.Reset();
        _chunks = default;
        _left = 0;
        _start = 0;
        _filled = 0;
        _interims = 0;
        _framing = ClientFraming.None;
        _filters = false;
        Status = 0;
        HasBegun = false;
        HasAnyByte = false;
        IsComplete = false;
        LeavesConnectionClean = false;
        BodyBytes = 0;
    }

    /// <summary>Takes <paramref name="count"/> further bytes of <paramref name="buffer"/>.</summary>
    internal RelayStep OnReceived(byte[] buffer, int count, Exchange exchange, IBufferWriter<byte> output, ExchangeTerms terms)
    {
        HasAnyByte = true;
        _filled += count;
        if (Status != 0)
        {
            RelayStep step = RelayBody(buffer.AsSpan(_start, _filled - _start), exchange, output, terms);
            _start = 0;
            _filled = 0;
            return step;
        }

        bool wroteInterim = false;
        for (; ; )
        {
            ReadOnlySpan<byte> bytes = buffer.AsSpan(_start, _filled - _start);
            switch (_head.Parse(bytes, ExchangeTerms.MaxResponseHeadBytes, exchange.Head.Verb))
            {
                case HeadStatus.NeedMore:
                    return MakeRoom(buffer) ? (wroteInterim ? RelayStep.Flush : RelayStep.NeedMore) : RelayStep.Broken;
                case HeadStatus.Rejected:
                    return RelayStep.Broken;
            }

            if (!_head.IsInterim)
                return BeginFinal(buffer, exchange, output, terms);
            if (++_interims > MaxInterim)
                return RelayStep.Broken;

            wroteInterim |= RelayInterim(bytes, exchange, output);
            _start += _head.Length;
            _head.Reset();
        }
    }

    /// <summary>The provider ended its stream, or (<paramref name="isBroken"/>) the connection broke.</summary>
    internal RelayStep OnEnded(bool isBroken, Exchange exchange, IBufferWriter<byte> output, ExchangeTerms terms)
    {
        if (isBroken || Status == 0 || _head.Framing != BodyFraming.UntilClose)
            return RelayStep.Broken;
        return Complete(exchange, output, terms, isClean: false);
    }

    /// <summary>An interim response goes to whoever can understand it; 100 is the gateway's own affair (RFC 9110 section 15.2).</summary>
    private bool RelayInterim(ReadOnlySpan<byte> bytes, Exchange exchange, IBufferWriter<byte> output)
    {
        if (_head.Status == 100 || exchange.Head.Version == HttpVersion.Http10)
            return false;
        output.Advance(ClientHead.WriteInterim(output.GetSpan(ClientHead.Bound(_head)), bytes, _head));
        return true;
    }

    private RelayStep BeginFinal(byte[] buffer, Exchange exchange, IBufferWriter<byte> output, ExchangeTerms terms)
    {
        if (_head.Status is 401 or 403)
        {
            Status = _head.Status;
            return RelayStep.Unauthorized;
        }

        Status = _head.Status;
        ReadOnlySpan<byte> bytes = buffer.AsSpan(_start, _filled - _start);
        bool isMetered = exchange.Route.Completion != CompletionRoute.None && Status is >= 200 and < 300;
        Usage.Begin(
            isMetered ? exchange.Route.Completion : CompletionRoute.None,
            isMetered ? FormOf(bytes, exchange.Route.Completion) : ResponseForm.Opaque,
            exchange.HidesUsage);
        _filters = Usage.Hides;
        _left = _head.Framing == BodyFraming.Length ? _head.ContentLength : 0;
        _framing = FramingFor(exchange.Head.Version);
        terms.OnResponseBegins(exchange, IsClosedByEnd);

        AnswerShape shape = terms.Shape(exchange);
        output.Advance(ClientHead.Write(output.GetSpan(ClientHead.Bound(_head)), bytes, _head, _framing, shape));
        HasBegun = true;

        RelayStep step = RelayBody(bytes[_head.Length..], exchange, output, terms);
        _start = 0;
        _filled = 0;
        return step == RelayStep.NeedMore ? RelayStep.Flush : step;
    }

    private ClientFraming FramingFor(HttpVersion clientVersion)
    {
        if (_head.Framing == BodyFraming.None)
            return ClientFraming.None;
        if (_head.Framing == BodyFraming.Length && !_filters)
            return ClientFraming.Length;
        return clientVersion == HttpVersion.Http11 ? ClientFraming.Chunked : ClientFraming.UntilClose;
    }

    private ResponseForm FormOf(ReadOnlySpan<byte> bytes, CompletionRoute route)
    {
        if (_head.TryFind(KnownHeader.ContentEncoding, out ByteRange encoding) && !Ascii(encoding.Of(bytes), "identity"u8))
            return ResponseForm.Opaque;
        ReadOnlySpan<byte> type = _head.Find(KnownHeader.ContentType).Of(bytes);
        if (StartsWith(type, "text/event-stream"u8))
            return ResponseForm.EventStream;
        if (!StartsWith(type, "application/json"u8) && !type.IsEmpty)
            return ResponseForm.Opaque;
        return route == CompletionRoute.StreamGenerateContent ? ResponseForm.JsonArray : ResponseForm.Json;
    }

    private RelayStep RelayBody(ReadOnlySpan<byte> bytes, Exchange exchange, IBufferWriter<byte> output, ExchangeTerms terms)
    {
        switch (_head.Framing)
        {
            case BodyFraming.None:
                return Complete(exchange, output, terms, isClean: bytes.IsEmpty);
            case BodyFraming.Length:
                int taken = (int)Math.Min(_left, bytes.Length);
                _left -= taken;
                RelayData(bytes[..taken], exchange, output, terms);
                if (_left == 0)
                    return Complete(exchange, output, terms, isClean: taken == bytes.Length);
                break;
            case BodyFraming.Chunked:
                return RelayChunks(bytes, exchange, output, terms);
            default:
                RelayData(bytes, exchange, output, terms);
                break;
        }

        return bytes.IsEmpty ? RelayStep.NeedMore : RelayStep.Flush;
    }

    private RelayStep RelayChunks(ReadOnlySpan<byte> bytes, Exchange exchange, IBufferWriter<byte> output, ExchangeTerms terms)
    {
        bool wrote = false;
        for (; ; )
        {
            ChunkedStatus status = _chunks.Read(bytes, out int consumed, out ByteRange data);
            switch (status)
            {
                case ChunkedStatus.Data:
                    RelayData(data.Of(bytes), exchange, output, terms);
                    wrote = true;
                    break;
                case ChunkedStatus.Complete:
                    return Complete(exchange, output, terms, isClean: consumed == bytes.Length);
                case ChunkedStatus.Rejected:
                    return RelayStep.Broken;
                default:
                    return wrote ? RelayStep.Flush : RelayStep.NeedMore;
            }

            bytes = bytes[consumed..];
        }
    }

    private void RelayData(ReadOnlySpan<byte> data, Exchange exchange, IBufferWriter<byte> output, ExchangeTerms terms)
    {
        if (data.IsEmpty)
            return;

        BodyBytes += data.Length;
        if (_filters)
        {
            int most = Usage.MaxOutput(data.Length);
            Span<byte> span = output.GetSpan(ClientBody.PaddedOverhead + most);
            int kept = Usage.Filter(data, ClientBody.Room(span, most, _framing));
            output.Advance(ClientBody.Finish(span, kept, _framing));
        }
        else
        {
            Usage.Feed(data);
            ClientBody.Write(output, data, _framing);
        }

        if (Usage.IsFinal)
            terms.OnFinalUsage(exchange);
    }

    private RelayStep Complete(Exchange exchange, IBufferWriter<byte> output, ExchangeTerms terms, bool isClean)
    {
        if (_filters)
        {
            int most = Usage.MaxOutput(0);
            Span<byte> span = output.GetSpan(ClientBody.PaddedOverhead + most);
            int kept = Usage.Flush(ClientBody.Room(span, most, _framing));
            output.Advance(ClientBody.Finish(span, kept, _framing));
        }

        Usage.End();
        IsComplete = true;
        LeavesConnectionClean = isClean && _head.KeepAlive && _head.Framing != BodyFraming.UntilClose;
        terms.OnResponseComplete(exchange);
        if (_framing == ClientFraming.Chunked)
            output.Write(ChunkedWriter.Last);
        return RelayStep.Complete;
    }

    /// <summary>Moves an incomplete head to the beginning of the buffer; false if it fills it.</summary>
    private bool MakeRoom(byte[] buffer)
    {
        if (_start > 0)
        {
            buffer.AsSpan(_start, _filled - _start).CopyTo(buffer);
            _filled -= _start;
            _start = 0;
        }

        return _filled < buffer.Length;
    }

    private static bool Ascii(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => System.Text.Ascii.EqualsIgnoreCase(left, right);

    private static bool StartsWith(ReadOnlySpan<byte> value, ReadOnlySpan<byte> prefix)
        => value.Length >= prefix.Length && System.Text.Ascii.EqualsIgnoreCase(value[..prefix.Length], prefix);
}
