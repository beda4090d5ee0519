using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Gateway.Wire.Http1;

/// <summary>
/// The start line and headers of one message, as offsets into the buffer that was parsed. Strict after RFC 9112: what a lenient reader could
/// take for another message is rejected. Reusable after a reset, allocates only to grow, not thread-safe.
/// </summary>
public abstract class MessageHead
{
    /// <summary>Most header lines in a message: what Kestrel (MaxRequestHeaderCount) and Apache (LimitRequestFields) allow.</summary>
    public const int MaxHeaders = 100;

    private readonly bool _mayBeginWithEmptyLine;
    private HeaderField[] _fields = new HeaderField[24];
    private ulong _seen;
    private int _count;
    private int _line;
    private int _scanned;
    private HeadStatus _status;
    private bool _startLineRead;
    private bool _close;
    private bool _keepAlive;
    private bool _namesOptions;

    private protected MessageHead(bool mayBeginWithEmptyLine) => _mayBeginWithEmptyLine = mayBeginWithEmptyLine;

    /// <summary>Why the message was rejected.</summary>
    public HeadFault Fault { get; private set; }

    /// <summary>Bytes of the head, the empty line at its end included (and one before it, if it was skipped); 0 until it is complete.</summary>
    public int Length { get; private set; }

    /// <summary>The version that the peer speaks.</summary>
    public HttpVersion Version { get; private protected set; }

    /// <summary>True if the connection may carry another message after this one (RFC 9112 section 9.3).</summary>
    public bool KeepAlive { get; private protected set; }

    /// <summary>How the end of the body is found.</summary>
    public BodyFraming Framing { get; private protected set; }

    /// <summary>What Content-Length says, in bytes; -1 without one. It is also there where no body follows (HEAD, 304).</summary>
    public long ContentLength { get; private set; } = -1;

    /// <summary>Number of header lines.</summary>
    public int HeaderCount => _count;

    /// <summary>True if Transfer-Encoding is there; it is then "chunked".</summary>
    private protected bool IsChunked => Contains(KnownHeader.TransferEncoding);

    /// <summary>The header line at <paramref name="index"/>, in the order they were sent.</summary>
    public ref readonly HeaderField Header(int index) => ref _fields.AsSpan(0, _count)[index];

    /// <summary>True if there is such a header; never for <see cref="KnownHeader.Other"/>.</summary>
    public bool Contains(KnownHeader header) => (_seen >> (int)header & 1) != 0;

    /// <summary>The value of the first such header; empty if there is none or it is empty.</summary>
    public ByteRange Find(KnownHeader header) => TryFind(header, out var value) ? value : default;

    /// <summary>Finds the value of the first such header; false if there is none.</summary>
    public bool TryFind(KnownHeader header, out ByteRange value)
    {
        if (Contains(header))
        {
            foreach (ref readonly var field in _fields.AsSpan(0, _count))
            {
                if (field.KnownAs != header)
                    continue;
                value = field.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    private protected void ResetHead()
    {
        _seen = 0;
        _count = _line = _scanned = 0;
        _status = HeadStatus.NeedMore;
        _startLineRead = _close = _keepAlive = _namesOptions = false;
        Fault = HeadFault.None;
        Length = 0;
        Version = HttpVersion.Http10;
        KeepAlive = false;
        Framing = BodyFraming.None;
        ContentLength = -1;
    }

    /// <summary>
    /// One vectorised search finds both the end of a line and what may not stand in it. What was searched is remembered, so bytes that arrive
    /// one by one are each looked at once; and each line is judged alone and in order, so the verdict does not depend on how they arrived.
    /// </summary>
    private protected HeadStatus Advance(ReadOnlySpan<byte> buffer, int maxBytes)
    {
        if (_status != HeadStatus.NeedMore)
            return _status;
        var window = buffer.Length > maxBytes ? buffer[..maxBytes] : buffer;
        int start = _line, end = _scanned;
        while (true)
        {
            if (!TryFindEnd(window, start, ref end, out int nameLength))
                return Pause(start, end, window.Length == maxBytes);
            if (window[end] != '\r')
                return Reject(window[end] == '\n' ? HeadFault.BareLineFeed : HeadFault.ControlCharacter);
            if (end + 1 == window.Length)
                return Pause(start, end, window.Length == maxBytes);
            if (window[end + 1] != '\n')
                return Reject(HeadFault.BareCarriageReturn);
            HeadFault fault;
            if (!_startLineRead)
                fault = TakeStartLine(window, start, end);
            else if (end > start)
                fault = TakeHeader(window, start, end, nameLength);
            else
                return Finish(window, end + 2);
            if (fault != HeadFault.None)
                return Reject(fault);
            start = end += 2;
        }
    }

    private protected abstract HeadFault ReadStartLine(ReadOnlySpan<byte> buffer, int start, int end);

    /// <summary>Called for each Host and Expect.</summary>
    private protected abstract HeadFault ReadRequestHeader(KnownHeader header, ReadOnlySpan<byte> value, bool isRepeated);

    /// <summary>Called at the end, when all headers and <see cref="KeepAlive"/> are known: decides the framing.</summary>
    private protected abstract HeadFault Judge(ReadOnlySpan<byte> buffer);

    /// <summary>Moves <paramref name="end"/> on to what ends the line or may not stand in it; false if that has not arrived.</summary>
    /// <param name="window">The bytes.</param>
    /// <param name="start">Where the line begins.</param>
    /// <param name="end">How far it has been searched.</param>
    /// <param name="nameLength">How many token characters it begins with, if that was found on the way; otherwise <see cref="LineMarks.Width"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryFindEnd(ReadOnlySpan<byte> window, int start, ref int end, out int nameLength)
    {
        nameLength = LineMarks.Width;
        if (LineMarks.IsSupported && end == start && window.Length - start >= LineMarks.Width)
        {
            var marks = LineMarks.Of(window[start..]);
            nameLength = BitOperations.TrailingZeroCount(marks.NotTokens);
            end += BitOperations.TrailingZeroCount(marks.Controls);
            if (marks.Controls != 0)
                return true;
        }

        int next = window[end..].IndexOfAny(Octets.Controls);
        end = next < 0 ? window.Length : end + next;
        return next >= 0;
    }

    private HeadStatus Pause(int line, int scanned, bool isFull)
    {
        _line = line;
        _scanned = scanned;
        return isFull ? Reject(HeadFault.TooLarge) : HeadStatus.NeedMore;
    }

    private HeadStatus Reject(HeadFault fault)
    {
        Fault = fault;
        KeepAlive = false;
        return _status = HeadStatus.Rejected;
    }

    private HeadFault TakeStartLine(ReadOnlySpan<byte> buffer, int start, int end)
    {
        if (end == 0 && _mayBeginWithEmptyLine)
            return HeadFault.None;
        _startLineRead = true;
        return ReadStartLine(buffer, start, end);
    }

    private HeadFault TakeHeader(ReadOnlySpan<byte> buffer, int start, int end, int nameLength)
    {
        var line = buffer[start..end];
        int colon = nameLength < LineMarks.Width ? nameLength : line.IndexOfAnyExcept(Octets.Token);
        if (colon <= 0 || buffer[start + colon] != ':')
            return FaultOfLineWithoutName(line);
        if (_count == _fields.Length && !TryGrow())
            return HeadFault.TooManyHeaders;
        int first = colon + 1, last = line.Length;
        while (first < last && Octets.IsBlank(line[first]))
            first++;
        while (last > first && Octets.IsBlank(line[last - 1]))
            last--;
        var known = KnownHeaders.Of(line[..colon]);
        ref var field = ref _fields[_count++];
        field.Start = start;
        field.NameLength = colon;
        field.ValueStart = start + first;
        field.ValueLength = last - first;
        field.LineLength = line.Length + 2;
        field.KnownAs = known;
        field.HopByHop = KnownHeaders.IsHopByHop(known);
        if (known == KnownHeader.Other)
            return HeadFault.None;
        bool isRepeated = Contains(known);
        _seen |= 1UL << (int)known;
        return known <= KnownHeader.Expect ? Interpret(known, line[first..last], isRepeated) : HeadFault.None;
    }

    private HeadFault Interpret(KnownHeader known, ReadOnlySpan<byte> value, bool isRepeated) => known switch
    {
        KnownHeader.Connection => ReadConnection(value),
        KnownHeader.ContentLength => ReadContentLength(value, isRepeated),
        KnownHeader.TransferEncoding => !isRepeated && Ascii.EqualsIgnoreCase(value, "chunked"u8) ? HeadFault.None : HeadFault.UnsupportedTransferEncoding,
        _ => ReadRequestHeader(known, value, isRepeated),
    };

    private HeadFault ReadContentLength(ReadOnlySpan<byte> value, bool isRepeated)
    {
        if (isRepeated)
            return HeadFault.RepeatedContentLength;
        if (value.IsEmpty)
            return HeadFault.MalformedContentLength;
        ulong length = 0;
        foreach (byte digit in value)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return HeadFault.MalformedContentLength;
            length = (length * 10) + digit - '0';
        }

        // Nineteen digits always fit 64 bits, so up to there the sum has not wrapped around.
        if (value.Length > 19 || length > long.MaxValue)
            return HeadFault.ContentLengthOverflow;
        ContentLength = (long)length;
        return HeadFault.None;
    }

    private HeadFault ReadConnection(ReadOnlySpan<byte> value)
    {
        if (ConnectionOptions.IsKeepAlive(value))
        {
            _keepAlive = true;
            return HeadFault.None;
        }

        while (ConnectionOptions.TryTake(ref value, out var option))
        {
            if (ConnectionOptions.IsKeepAlive(option))
                _keepAlive = true;
            else if (ConnectionOptions.IsClose(option))
                _close = true;
            else if (option.ContainsAnyExcept(Octets.Token))
                return HeadFault.MalformedConnection;
            else
                _namesOptions |= !KnownHeaders.IsHopByHop(KnownHeaders.Of(option));
        }

        return HeadFault.None;
    }

    private HeadStatus Finish(ReadOnlySpan<byte> buffer, int length)
    {
        KeepAlive = !_close && (Version == HttpVersion.Http11 || _keepAlive);
        var fault = _namesOptions ? MarkHeadersNamedInConnection(buffer) : HeadFault.None;
        if (fault == HeadFault.None && IsChunked)
            fault = ContentLength >= 0 ? HeadFault.LengthWithTransferEncoding : Version == HttpVersion.Http10 ? HeadFault.TransferEncodingInHttp10 : HeadFault.None;
        if (fault == HeadFault.None)
            fault = Judge(buffer);
        if (fault != HeadFault.None)
            return Reject(fault);
        Length = length;
        return _status = HeadStatus.Complete;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private HeadFault MarkHeadersNamedInConnection(ReadOnlySpan<byte> buffer)
    {
        var fields = _fields.AsSpan(0, _count);
        int options = 0;
        foreach (ref readonly var connection in fields)
        {
            if (connection.KnownAs != KnownHeader.Connection)
                continue;
            var list = connection.Value.Of(buffer);
            while (ConnectionOptions.TryTake(ref list, out var option))
            {
                if (++options > ConnectionOptions.MaxOptions)
                    return HeadFault.TooManyConnectionOptions;
                foreach (ref var field in fields)
                    field.HopByHop |= field.NameLength == option.Length && Ascii.EqualsIgnoreCase(field.Name.Of(buffer), option);
            }
        }

        return HeadFault.None;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static HeadFault FaultOfLineWithoutName(ReadOnlySpan<byte> line)
    {
        int end = line.IndexOfAnyExcept(Octets.Token);
        return end switch
        {
            0 when line[0] == ':' => HeadFault.EmptyHeaderName,
            0 when Octets.IsBlank(line[0]) => HeadFault.ObsoleteFold,
            > 0 when Octets.IsBlank(line[end]) && line[end..].TrimStart(" \t"u8) is [(byte)':', ..] => HeadFault.SpaceBeforeColon,
            _ => HeadFault.MalformedHeader,
        };
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryGrow()
    {
        if (_count == MaxHeaders)
            return false;
        Array.Resize(ref _fields, Math.Min(_fields.Length * 2, MaxHeaders));
        return true;
    }
}
