using System.Text;

namespace Gateway.Wire.Http1;

/// <summary>
/// Judges a request target (RFC 9112 section 3.2) and finds its parts. Whatever two parsers could read as different paths is a fault:
/// dot segments, escaped slashes, backslashes, NUL.
/// </summary>
internal ref struct RequestTarget
{
    /// <summary>Host and port of absolute-form, relative to the target.</summary>
    public ByteRange Authority;

    /// <summary>The path, relative to the target; empty if absolute-form has none.</summary>
    public ByteRange Path;

    /// <summary>The query without "?", relative to the target.</summary>
    public ByteRange Query;

    /// <summary>True for "*".</summary>
    public bool IsAsterisk;

    /// <summary>True for absolute-form with https.</summary>
    public bool IsHttps;

    /// <summary>Splits and judges; the fields hold only if the answer is <see cref="HeadFault.None"/>.</summary>
    public HeadFault Judge(ReadOnlySpan<byte> target, HttpVerb verb)
    {
        if (target[0] == '/')
            return JudgePathAndQuery(target, 0);
        if (target[0] == '*' && target.Length == 1 && verb == HttpVerb.Options)
        {
            IsAsterisk = true;
            return HeadFault.None;
        }

        return JudgeAbsoluteForm(target);
    }

    private HeadFault JudgeAbsoluteForm(ReadOnlySpan<byte> target)
    {
        int colon = target.IndexOf("://"u8);
        if (colon < 0)
            return target.Contains((byte)'\\') ? HeadFault.Backslash : HeadFault.MalformedTarget;
        IsHttps = Ascii.EqualsIgnoreCase(target[..colon], "https"u8);
        if (!IsHttps && !Ascii.EqualsIgnoreCase(target[..colon], "http"u8))
            return HeadFault.MalformedTarget;
        int start = colon + 3;
        int length = target[start..].IndexOfAny("/?#"u8);
        if (length < 0)
            length = target.Length - start;
        Authority = new ByteRange(start, length);
        var authority = Authority.Of(target);
        if (!Http1.Authority.IsValid(authority))
            return authority.Contains((byte)'\\') ? HeadFault.Backslash : authority.Contains((byte)'@') ? HeadFault.UserInfo : HeadFault.MalformedTarget;
        return JudgePathAndQuery(target, Authority.End);
    }

    private HeadFault JudgePathAndQuery(ReadOnlySpan<byte> target, int start)
    {
        bool dots = false;
        int at = start;
        while (true)
        {
            int next = target[at..].IndexOfAnyExcept(Octets.Path);
            if (next < 0)
            {
                at = target.Length;
                break;
            }

            at += next;
            if (target[at] == '?')
                break;
            var fault = JudgeEscape(target[at..], isPath: true, ref dots);
            if (fault != HeadFault.None)
                return fault;
            at += 3;
        }

        Path = new ByteRange(start, at - start);
        var path = Path.Of(target);
        if ((dots || path.IndexOf("/."u8) >= 0) && HasDotSegment(path))
            return HeadFault.DotSegment;
        return at == target.Length ? HeadFault.None : JudgeQuery(target, at + 1);
    }

    private HeadFault JudgeQuery(ReadOnlySpan<byte> target, int start)
    {
        bool dots = false;
        Query = new ByteRange(start, target.Length - start);
        for (int at = start; ; at += 3)
        {
            int next = target[at..].IndexOfAnyExcept(Octets.Query);
            if (next < 0)
                return HeadFault.None;
            at += next;
            var fault = JudgeEscape(target[at..], isPath: false, ref dots);
            if (fault != HeadFault.None)
                return fault;
        }
    }

    private static HeadFault JudgeEscape(ReadOnlySpan<byte> rest, bool isPath, ref bool dots)
    {
        if (rest[0] != '%')
        {
            return rest[0] switch
            {
                (byte)'#' => HeadFault.Fragment,
                (byte)'\\' => HeadFault.Backslash,
                _ => HeadFault.MalformedTarget,
            };
        }

        if (rest.Length < 3)
            return HeadFault.MalformedEscape;
        int high = Octets.HexValue(rest[1]), low = Octets.HexValue(rest[2]);
        if ((high | low) < 0)
            return HeadFault.MalformedEscape;
        int value = (high << 4) | low;
        dots |= value == '.';
        return value == 0 ? HeadFault.EncodedNull : isPath && (value is '/' or '\\') ? HeadFault.EncodedSlash : HeadFault.None;
    }

    /// <summary>
    /// Looks at the beginning of each segment for one or two dots, escaped or not, with nothing behind them; ";" ends the name too, because
    /// servers that know path parameters drop them before they resolve dots. Escapes are well formed here.
    /// </summary>
    private static bool HasDotSegment(ReadOnlySpan<byte> path)
    {
        while (!path.IsEmpty)
        {
            var segment = path[1..];
            int dots = 0;
            while (dots < 3 && TakeDot(ref segment))
                dots++;
            if (dots is 1 or 2 && (segment.IsEmpty || segment[0] is (byte)'/' or (byte)';'))
                return true;
            int next = segment.IndexOf((byte)'/');
            path = next < 0 ? default : segment[next..];
        }

        return false;
    }

    private static bool TakeDot(ref ReadOnlySpan<byte> segment)
    {
        if (segment.IsEmpty)
            return false;
        int length = segment[0] == '.' ? 1 : segment.Length >= 3 && segment[0] == '%' && segment[1] == '2' && (segment[2] | 0x20) == 'e' ? 3 : 0;
        segment = segment[length..];
        return length != 0;
    }
}
