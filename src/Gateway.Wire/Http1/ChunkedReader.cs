namespace Gateway.Wire.Http1;

/// <summary>
/// Takes a chunked body apart (RFC 9112 section 7.1), in either direction and over any split of its bytes. Extensions and trailers are
/// validated, bounded and dropped. The default value is ready to read. A struct with state: do not copy it, do not share it.
/// </summary>
public struct ChunkedReader
{
    /// <summary>
    /// Bytes of extensions beyond twice the data that a body may have: extensions that outgrow what they extend are an attack
    /// (CVE-2023-39326), and nobody uses them here.
    /// </summary>
    public const int MaxExtensionBytes = 16 * 1024;

    /// <summary>Bytes of trailers, names and line ends included; they are thrown away, so there is no use for long ones.</summary>
    public const int MaxTrailerBytes = 8 * 1024;

    /// <summary>Digits of a chunk's size, leading zeros included: 60 bits.</summary>
    private const int MaxSizeDigits = 15;

    private long _size;
    private long _left;
    private int _extensionBytes;
    private int _trailerBytes;
    private int _count;
    private TrailerName _name;
    private State _state;

    private enum State : byte
    {
        SizeStart,
        Size,
        ExtensionEnd,
        ExtensionNameStart,
        ExtensionName,
        ExtensionNameEnd,
        ExtensionValueStart,
        ExtensionToken,
        ExtensionQuoted,
        ExtensionQuotedPair,
        ExtensionQuotedEnd,
        SizeLineFeed,
        Data,
        DataCarriageReturn,
        DataLineFeed,
        TrailerStart,
        TrailerName,
        TrailerValue,
        TrailerLineFeed,
        LastLineFeed,
        Complete,
        Rejected,
    }

    /// <summary>Why the body was rejected.</summary>
    public ChunkedFault Fault { get; private set; }

    /// <summary>Bytes of the present chunk's data that have not been handed out yet.</summary>
    public readonly long Left => _left;

    /// <summary>True once the whole body has been read.</summary>
    public readonly bool IsComplete => _state == State.Complete;

    /// <summary>Reads on to the next piece of data. Call again with what lies behind <paramref name="consumed"/> until the answer is not Data.</summary>
    /// <param name="input">The bytes that follow those already consumed.</param>
    /// <param name="consumed">How many of them are done with, the data included; behind the last trailer's CRLF when complete.</param>
    /// <param name="data">With <see cref="ChunkedStatus.Data"/>: where in <paramref name="input"/> the piece lies; never empty.</param>
    public ChunkedStatus Read(ReadOnlySpan<byte> input, out int consumed, out ByteRange data)
    {
        data = default;
        for (consumed = 0; consumed < input.Length;)
        {
            switch (_state)
            {
                case State.Complete:
                    return ChunkedStatus.Complete;
                case State.Rejected:
                    return ChunkedStatus.Rejected;
                case State.Data:
                    int length = (int)Math.Min(_left, input.Length - consumed);
                    data = new ByteRange(consumed, length);
                    consumed += length;
                    _left -= length;
                    if (_left == 0)
                        _state = State.DataCarriageReturn;
                    return ChunkedStatus.Data;
                case State.TrailerValue:
                    consumed += SkipTrailerValue(input[consumed..]);
                    break;
                default:
                    var fault = Step(input[consumed]);
                    if (fault != ChunkedFault.None)
                        Reject(fault);
                    else
                        consumed++;
                    break;
            }
        }

        return _state switch
        {
            State.Complete => ChunkedStatus.Complete,
            State.Rejected => ChunkedStatus.Rejected,
            _ => ChunkedStatus.NeedMore,
        };
    }

    private void Reject(ChunkedFault fault)
    {
        Fault = fault;
        _state = State.Rejected;
    }

    private ChunkedFault Step(byte value) => _state switch
    {
        State.SizeStart or State.Size => StepSize(value),
        State.SizeLineFeed => value == '\n' ? BeginData() : ChunkedFault.MalformedLineEnd,
        State.DataCarriageReturn => value == '\r' ? Next(State.DataLineFeed) : ChunkedFault.MissingDataEnd,
        State.DataLineFeed => value == '\n' ? Next(State.SizeStart) : ChunkedFault.MalformedLineEnd,
        >= State.TrailerStart => StepTrailer(value),
        _ => StepExtension(value),
    };

    private ChunkedFault Next(State state)
    {
        _state = state;
        return ChunkedFault.None;
    }

    private ChunkedFault StepSize(byte value)
    {
        int digit = Octets.HexValue(value);
        if (digit >= 0)
        {
            if (++_count > MaxSizeDigits)
                return ChunkedFault.SizeOverflow;
            _size = (_size << 4) | (long)digit;
            return Next(State.Size);
        }

        if (_state == State.SizeStart)
            return ChunkedFault.MalformedSize;
        _count = 0;
        return value switch
        {
            (byte)'\r' => Next(State.SizeLineFeed),
            (byte)';' => Next(State.ExtensionNameStart),
            (byte)' ' or (byte)'\t' => Next(State.ExtensionEnd),
            (byte)'\n' => ChunkedFault.MalformedLineEnd,
            _ => ChunkedFault.MalformedSize,
        };
    }

    private ChunkedFault BeginData()
    {
        _left = _size;
        _size = 0;
        if (_left == 0)
            return Next(State.TrailerStart);
        _extensionBytes = (int)Math.Max(0, _extensionBytes - Math.Min(2 * Math.Min(_left, MaxExtensionBytes), MaxExtensionBytes));
        return Next(State.Data);
    }

    /// <summary>chunk-ext of RFC 9112 section 7.1.1. White space may stand around ";" and "=", so it is never the last thing before the CRLF.</summary>
    private ChunkedFault StepExtension(byte value)
    {
        if (++_extensionBytes > MaxExtensionBytes)
            return ChunkedFault.ExtensionsTooLong;
        bool isBlank = Octets.IsBlank(value);
        bool isToken = Octets.Token.Contains(value);
        State? next = (_state, value) switch
        {
            (State.ExtensionQuoted, (byte)'"') => State.ExtensionQuotedEnd,
            (State.ExtensionQuoted, (byte)'\\') => State.ExtensionQuotedPair,
            (State.ExtensionQuoted or State.ExtensionQuotedPair, _) when isBlank || value is > 0x20 and not 0x7f => State.ExtensionQuoted,
            (State.ExtensionQuoted or State.ExtensionQuotedPair, _) => null,
            (State.ExtensionNameStart, _) when isBlank => State.ExtensionNameStart,
            (State.ExtensionNameStart or State.ExtensionName, _) when isToken => State.ExtensionName,
            (State.ExtensionName or State.ExtensionNameEnd, _) when isBlank => State.ExtensionNameEnd,
            (State.ExtensionName or State.ExtensionNameEnd, (byte)'=') => State.ExtensionValueStart,
            (State.ExtensionValueStart, _) when isBlank => State.ExtensionValueStart,
            (State.ExtensionValueStart, (byte)'"') => State.ExtensionQuoted,
            (State.ExtensionValueStart or State.ExtensionToken, _) when isToken => State.ExtensionToken,
            (State.ExtensionNameStart or State.ExtensionValueStart, _) => null,
            (_, (byte)';') => State.ExtensionNameStart,
            (State.ExtensionToken or State.ExtensionQuotedEnd or State.ExtensionEnd, _) when isBlank => State.ExtensionEnd,
            (State.ExtensionName or State.ExtensionToken or State.ExtensionQuotedEnd, (byte)'\r') => State.SizeLineFeed,
            _ => null,
        };
        return next is { } state ? Next(state) : value == '\n' ? ChunkedFault.MalformedLineEnd : ChunkedFault.MalformedExtension;
    }

    private ChunkedFault StepTrailer(byte value)
    {
        if (++_trailerBytes > MaxTrailerBytes)
            return ChunkedFault.TrailersTooLong;
        switch (_state)
        {
            case State.TrailerStart when value == '\r':
                return Next(State.LastLineFeed);
            case State.LastLineFeed:
                return value == '\n' ? Next(State.Complete) : ChunkedFault.MalformedLineEnd;
            case State.TrailerLineFeed:
                return value == '\n' ? Next(State.TrailerStart) : ChunkedFault.MalformedLineEnd;
            case State.TrailerName when value == ':':
                return EndTrailerName();
            default:
                if (!Octets.Token.Contains(value))
                    return value == '\n' ? ChunkedFault.MalformedLineEnd : ChunkedFault.MalformedTrailer;
                if (_count < Http1.TrailerName.Capacity)
                    _name[_count] = value;
                _count++;
                return Next(State.TrailerName);
        }
    }

    private ChunkedFault EndTrailerName()
    {
        int length = _count;
        _count = 0;
        if (length <= Http1.TrailerName.Capacity)
        {
            ReadOnlySpan<byte> name = _name;
            if (KnownHeaders.IsForbiddenTrailer(KnownHeaders.Of(name[..length])))
                return ChunkedFault.ForbiddenTrailer;
        }

        return Next(State.TrailerValue);
    }

    private int SkipTrailerValue(ReadOnlySpan<byte> input)
    {
        int end = input.IndexOfAny(Octets.Controls);
        int length = end < 0 ? input.Length : end + 1;
        _trailerBytes += Math.Min(length, MaxTrailerBytes);
        if (_trailerBytes > MaxTrailerBytes)
            Reject(ChunkedFault.TrailersTooLong);
        else if (end >= 0 && input[end] != '\r')
            Reject(input[end] == '\n' ? ChunkedFault.MalformedLineEnd : ChunkedFault.MalformedTrailer);
        else if (end >= 0)
            _state = State.TrailerLineFeed;
        return _state == State.Rejected ? 0 : length;
    }
}
