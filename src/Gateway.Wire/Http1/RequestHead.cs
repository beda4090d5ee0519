using System.Text;

namespace Gateway.Wire.Http1;

/// <summary>
/// The head of a request (RFC 9112 section 3), judged: method, target, host, framing. Reusable, one per connection, not thread-safe; holds
/// offsets into the buffer given to <see cref="Parse"/>, which the caller keeps.
/// </summary>
public sealed class RequestHead : MessageHead
{
    private bool _expects;
    private ByteRange _authority;
    private bool _isHttps;

    /// <summary>An empty head, ready to parse.</summary>
    public RequestHead()
        : base(mayBeginWithEmptyLine: true)
    {
    }

    /// <summary>The method.</summary>
    public HttpVerb Verb { get; private set; }

    /// <summary>The method as sent.</summary>
    public ByteRange VerbText { get; private set; }

    /// <summary>The target as sent.</summary>
    public ByteRange Target { get; private set; }

    /// <summary>The path, as sent and still escaped; of absolute-form what follows the authority, which may be nothing (see <see cref="PathIsRoot"/>).</summary>
    public ByteRange Path { get; private set; }

    /// <summary>The query without its "?", as sent; empty if there is none.</summary>
    public ByteRange Query { get; private set; }

    /// <summary>True for an absolute-form target without a path: it means "/".</summary>
    public bool PathIsRoot => Path.IsEmpty && !IsAsteriskForm;

    /// <summary>True for "OPTIONS *".</summary>
    public bool IsAsteriskForm { get; private set; }

    /// <summary>The value of Host; empty if an HTTP/1.0 request has none.</summary>
    public ByteRange Host { get; private set; }

    /// <summary>True if the client waits for 100 (Continue) before it sends its body (RFC 9110 section 10.1.1); never without a body or in HTTP/1.0.</summary>
    public bool ExpectContinue { get; private set; }

    /// <summary>Forgets the message, so that another can be parsed.</summary>
    public void Reset()
    {
        ResetHead();
        _expects = _isHttps = IsAsteriskForm = ExpectContinue = false;
        _authority = VerbText = Target = Path = Query = Host = default;
        Verb = HttpVerb.Get;
    }

    /// <summary>
    /// Parses on. After <see cref="HeadStatus.NeedMore"/> call again with the same bytes and more; they may have moved. One empty line before
    /// the request line is skipped (RFC 9112 section 2.2). After any other answer the answer stays until <see cref="Reset"/>.
    /// </summary>
    /// <param name="buffer">Begins with the first byte of the message; what follows the head is not looked at.</param>
    /// <param name="maxBytes">A head that is not complete within so many bytes is <see cref="HeadFault.TooLarge"/>.</param>
    public HeadStatus Parse(ReadOnlySpan<byte> buffer, int maxBytes) => Advance(buffer, maxBytes);

    private protected override HeadFault ReadStartLine(ReadOnlySpan<byte> buffer, int start, int end)
    {
        var line = buffer[start..end];
        int space = line.IndexOf((byte)' ');
        int versionAt = line.Length - 8;
        if (space <= 0 || versionAt < space + 3 || line[versionAt - 1] != ' ')
            return HeadFault.MalformedRequestLine;
        var verb = line[..space];
        var fault = ReadVersion(line, versionAt);
        if (fault != HeadFault.None)
            return fault;
        if (!HttpVerbs.TryParse(verb, out var known))
            return verb.ContainsAnyExcept(Octets.Token) ? HeadFault.MalformedRequestLine : HeadFault.UnknownMethod;
        if (known == HttpVerb.Connect)
            return HeadFault.ConnectRefused;
        Verb = known;
        VerbText = new ByteRange(start, space);
        Target = new ByteRange(start + space + 1, versionAt - space - 2);
        return ReadTarget(Target.Of(buffer));
    }

    private HeadFault ReadVersion(ReadOnlySpan<byte> line, int at)
    {
        var version = line[at..];
        if (version.SequenceEqual("HTTP/1.1"u8))
            Version = HttpVersion.Http11;
        else if (version.SequenceEqual("HTTP/1.0"u8))
            Version = HttpVersion.Http10;
        else if (line.SequenceEqual("PRI * HTTP/2.0"u8))
            return HeadFault.Http2Preface;
        else
            return HttpVersions.HasForm(version) ? HeadFault.UnsupportedVersion : HeadFault.MalformedRequestLine;
        return HeadFault.None;
    }

    private HeadFault ReadTarget(ReadOnlySpan<byte> text)
    {
        var target = default(RequestTarget);
        var fault = target.Judge(text, Verb);
        if (fault != HeadFault.None)
            return fault;
        Path = new ByteRange(Target.Start + target.Path.Start, target.Path.Length);
        Query = new ByteRange(Target.Start + target.Query.Start, target.Query.Length);
        _authority = new ByteRange(Target.Start + target.Authority.Start, target.Authority.Length);
        _isHttps = target.IsHttps;
        IsAsteriskForm = target.IsAsterisk;
        return HeadFault.None;
    }

    private protected override HeadFault ReadRequestHeader(KnownHeader header, ReadOnlySpan<byte> value, bool isRepeated)
    {
        if (header == KnownHeader.Host)
            return isRepeated ? HeadFault.RepeatedHost : Authority.IsValid(value) ? HeadFault.None : HeadFault.MalformedHost;
        if (Version == HttpVersion.Http10)
            return HeadFault.None;
        _expects = true;
        return Ascii.EqualsIgnoreCase(value, "100-continue"u8) ? HeadFault.None : HeadFault.UnknownExpectation;
    }

    private protected override HeadFault Judge(ReadOnlySpan<byte> buffer)
    {
        Framing = IsChunked ? BodyFraming.Chunked : ContentLength >= 0 ? BodyFraming.Length : BodyFraming.None;
        ExpectContinue = _expects && (IsChunked || ContentLength > 0);
        if (Verb == HttpVerb.Trace && (IsChunked || ContentLength > 0))
            return HeadFault.TraceWithBody;
        Host = Find(KnownHeader.Host);
        if (Host.IsEmpty)
            return Version == HttpVersion.Http11 ? HeadFault.MissingHost : HeadFault.None;
        return _authority.IsEmpty || Authority.AreSame(_authority.Of(buffer), Host.Of(buffer), _isHttps) ? HeadFault.None : HeadFault.HostMismatch;
    }
}
