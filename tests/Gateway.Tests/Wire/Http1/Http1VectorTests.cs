using Gateway.Wire.Http1;
using Xunit;

namespace Gateway.Tests.Wire.Http1;

/// <summary>
/// Tries the readers against other projects' test suites, which are not part of this repository. Each message is read as a server or client
/// would: heads and bodies one after the other until the bytes end. Where the suite is more lenient than RFC 9112, or expects something that a
/// message alone does not show, the disagreement stands below with its reason.
/// </summary>
public class Http1VectorTests
{
    /// <summary>Disagreements, by a part of the vector's name or message, and why ours is right.</summary>
    private static readonly (string Part, string Reason)[] Deliberate =
    [
        ("CUSTOM ", "a method outside RFC 9110 and PATCH"),
        ("/%2F", "an escaped slash in the path is ambiguous"),
        ("/a/../b", "dot segments are refused, not resolved"),
        ("/%2E%2E/b", "escaped dot segments are refused, not resolved"),
        ("?%00", "%00 is refused in the query, too"),
        ("REPORT /", "a method outside RFC 9110 and PATCH"),
        ("M-SEARCH *", "a method outside RFC 9110 and PATCH"),
        ("PURGE /", "a method outside RFC 9110 and PATCH"),
        ("SEARCH /", "a method outside RFC 9110 and PATCH"),
        ("LINK /", "a method outside RFC 9110 and PATCH (LINK and UNLINK)"),
        ("SOURCE /", "a method outside RFC 9110 and PATCH, or not HTTP"),
        ("RTSP/1.", "not HTTP"),
        ("ICE/1.", "not HTTP"),
        ("QUERY /", "a method outside RFC 9110 and PATCH"),
        ("GET /\r\n\r\n", "HTTP/0.9 has no headers, no keys and no place here"),
        ("Host: 0.0.0.0=5000", "no host name that resolves has '=' in it; the other suite refuses it"),
        ("?q=search#hey", "a fragment is never sent (RFC 9112 section 3.2)"),
        ("page=1#posts", "a fragment is never sent (RFC 9112 section 3.2)"),
        ("with_\"lovely\"", "a quotation mark may not stand in a path (RFC 3986 section 3.3)"),
        ("a%12:b!&*$@hypnotoad", "userinfo in a target"),
        ("Pause on CONNECT/Upgrade", "an upgrade may be ignored (RFC 9110 section 7.8); the suite hands over instead"),
        ("HTTP/0.9 200", "a version that is not spoken"),
        ("\r\nHTTP/1.1 200", "RFC 9112 section 2.2 allows an empty line before a request only"),
        ("Data after `Connection: close`", "what follows a message that closes the connection is the connection's business"),
        ("Transfer-Encoding: chunked, deflate", "only a single chunked can be read"),
        ("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", "only a single chunked can be read"),
        ("Transfer-Encoding: chunkedchunked", "only a single chunked can be read"),
        ("HTTP/1.1 100 Continue\r\n\r\n\r\n", "an empty line before a response"),
        ("AAA\r\nHTTP/1.1 201", "an empty line before a response"),
        ("Google 301", "an empty line behind a response, where another one would begin"),
    ];

    private static string? Folder => Environment.GetEnvironmentVariable(Http1Vector.FolderVariable);

    [Fact]
    public void The_suites_agree_except_where_they_are_wrong()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Folder), $"{Http1Vector.FolderVariable} does not name the folder with the suites");
        Http1Vector[] vectors = [.. Directory.GetFiles(Folder!, "*.jsonl").SelectMany(Http1Vector.Load)];
        Assert.NotEmpty(vectors);
        var wrong = new List<string>();
        var needed = new HashSet<string>();
        foreach (var vector in vectors)
        {
            string verdict = Judge(vector, vector.Input);
            string expected = vector.Accept ? "accepted" : vector.Incomplete ? "incomplete" : "rejected";
            if (verdict == "incomplete" && expected == "rejected")
                verdict = Judge(vector, vector.Input + "\r\n\r\n"); // ours judges whole lines
            if (verdict == expected)
                continue;
            string? known = Deliberate.Select(row => row.Part).FirstOrDefault($"{vector.Id} {vector.Reason} {vector.Input}".Contains);
            if (known != null)
                needed.Add(known);
            else
                wrong.Add($"{vector.Id}: {verdict}, not {expected}: {vector.Input[..Math.Min(200, vector.Input.Length)]}");
        }

        wrong.AddRange(Deliberate.Where(row => !needed.Contains(row.Part)).Select(row => $"no longer a disagreement: {row}"));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>Reads messages until the bytes end; requests that lack only Host get one, so that the rest of them is looked at, too.</summary>
    private static string Judge(Http1Vector vector, string input)
    {
        byte[] bytes = Heads.Bytes(input);
        bool mayLackHost = vector.Id.StartsWith("llhttp");
        int complete = 0;
        var rest = bytes.AsSpan();
        while (!rest.IsEmpty)
        {
            bool keepAlive;
            string? verdict = vector.IsRequest ? ReadRequest(ref rest, mayLackHost, out keepAlive) : ReadResponse(ref rest, out keepAlive);
            if (verdict != null)
                return verdict == "incomplete" && complete > 0 && vector.Completes == complete ? "accepted" : verdict;
            complete++;
            if (!keepAlive)
                return "accepted";
        }

        return "accepted";
    }

    private static string? ReadRequest(ref Span<byte> rest, bool mayLackHost, out bool keepAlive)
    {
        var head = new RequestHead();
        var status = head.Parse(rest, Heads.Limit);
        if (head.Fault == HeadFault.MissingHost && mayLackHost)
        {
            int line = rest.IndexOf(" HTTP/1."u8) + 11;
            rest = (byte[])[.. rest[..line], .. "Host: hypnotoad.org:1234\r\n"u8, .. rest[line..]];
            if (rest.IndexOf("hypnotoad.org?"u8) >= 0)
                rest = (byte[])[.. rest[..line], .. "Host: hypnotoad.org\r\n"u8, .. rest[(line + 26)..]];
            head.Reset();
            status = head.Parse(rest, Heads.Limit);
        }

        keepAlive = head.KeepAlive;
        return Verdict(status) ?? ReadBody(ref rest, head);
    }

    private static string? ReadResponse(ref Span<byte> rest, out bool keepAlive)
    {
        var head = new ResponseHead();
        var status = head.Parse(rest, Heads.Limit, HttpVerb.Get);
        keepAlive = head.KeepAlive;
        return Verdict(status) ?? (head.Framing == BodyFraming.UntilClose ? "incomplete" : ReadBody(ref rest, head));
    }

    private static string? Verdict(HeadStatus status) => status switch
    {
        HeadStatus.Complete => null,
        HeadStatus.NeedMore => "incomplete",
        _ => "rejected",
    };

    private static string? ReadBody(ref Span<byte> rest, MessageHead head)
    {
        rest = rest[head.Length..];
        if (head.Framing == BodyFraming.Length)
        {
            if (rest.Length < head.ContentLength)
                return "incomplete";
            rest = rest[(int)head.ContentLength..];
        }

        if (head.Framing != BodyFraming.Chunked)
            return null;
        var reader = default(ChunkedReader);
        ChunkedStatus status;
        while ((status = reader.Read(rest, out int consumed, out _)) is ChunkedStatus.Data or ChunkedStatus.Complete)
        {
            rest = rest[consumed..];
            if (status == ChunkedStatus.Complete)
                return null;
        }

        return status == ChunkedStatus.NeedMore ? "incomplete" : "rejected";
    }
}
