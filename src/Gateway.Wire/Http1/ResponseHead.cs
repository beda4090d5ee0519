namespace Gateway.Wire.Http1;

/// <summary>
/// The head of a response (RFC 9112 section 4), judged as strictly as a request's. Reusable, one per connection, not thread-safe; holds offsets
/// into the buffer given to <see cref="Parse"/>, which the caller keeps.
/// </summary>
public sealed class ResponseHead : MessageHead
{
    private HttpVerb _requestVerb;

    /// <summary>An empty head, ready to parse.</summary>
    public ResponseHead()
        : base(mayBeginWithEmptyLine: false)
    {
    }

    /// <summary>The status code, 100 to 599.</summary>
    public int Status { get; private set; }

    /// <summary>The reason phrase; mostly useless, may be empty, may have bytes above 127.</summary>
    public ByteRange Reason { get; private set; }

    /// <summary>True for 1xx: another head follows, the final one, to be parsed from behind this one after a reset.</summary>
    public bool IsInterim => Status is >= 100 and < 200;

    /// <summary>Forgets the message, so that another can be parsed.</summary>
    public void Reset()
    {
        ResetHead();
        Status = 0;
        Reason = default;
    }

    /// <summary>Parses on. After <see cref="HeadStatus.NeedMore"/> call again with the same bytes and more; they may have moved.</summary>
    /// <param name="buffer">Begins with the first byte of the message; what follows the head is not looked at.</param>
    /// <param name="maxBytes">A head that is not complete within so many bytes is <see cref="HeadFault.TooLarge"/>.</param>
    /// <param name="requestVerb">The method of the request that is answered: a response to HEAD has no body.</param>
    public HeadStatus Parse(ReadOnlySpan<byte> buffer, int maxBytes, HttpVerb requestVerb)
    {
        _requestVerb = requestVerb;
        return Advance(buffer, maxBytes);
    }

    private protected override HeadFault ReadStartLine(ReadOnlySpan<byte> buffer, int start, int end)
    {
        var line = buffer[start..end];
        if (line.StartsWith("HTTP/1.1 "u8))
            Version = HttpVersion.Http11;
        else if (line.StartsWith("HTTP/1.0 "u8))
            Version = HttpVersion.Http10;
        else
            return line.Length > 8 && line[8] == ' ' && HttpVersions.HasForm(line[..8]) ? HeadFault.UnsupportedVersion : HeadFault.MalformedStatusLine;

        // Many servers leave out the space before an absent reason; nobody can mistake that for something else.
        if (line.Length < 12 || line[9..12].ContainsAnyExceptInRange((byte)'0', (byte)'9') || (line.Length > 12 && line[12] != ' '))
            return HeadFault.MalformedStatusLine;
        Status = ((line[9] - '0') * 100) + ((line[10] - '0') * 10) + line[11] - '0';
        Reason = line.Length > 13 ? new ByteRange(start + 13, line.Length - 13) : default;
        if (Status is < 100 or > 599)
            return HeadFault.MalformedStatusLine;
        return Status == 101 ? HeadFault.SwitchingProtocols : HeadFault.None;
    }

    private protected override HeadFault ReadRequestHeader(KnownHeader header, ReadOnlySpan<byte> value, bool isRepeated) => HeadFault.None;

    private protected override HeadFault Judge(ReadOnlySpan<byte> buffer)
    {
        // RFC 9110 section 8.6 and RFC 9112 section 6.1 forbid both headers here; "Content-Length: 0" is common on 204 and misleads nobody.
        if ((IsInterim || Status == 204) && (IsChunked || ContentLength > 0))
            return HeadFault.BodyForbidden;
        if (_requestVerb == HttpVerb.Head || IsInterim || Status is 204 or 304)
            Framing = BodyFraming.None;
        else if (IsChunked)
            Framing = BodyFraming.Chunked;
        else if (ContentLength >= 0)
            Framing = BodyFraming.Length;
        else
            Framing = BodyFraming.UntilClose;
        KeepAlive &= Framing != BodyFraming.UntilClose;
        return HeadFault.None;
    }
}
