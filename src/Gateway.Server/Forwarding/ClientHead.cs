using Gateway.Server.Refusals;
using Gateway.Wire.Http1;

namespace Gateway.Server.Forwarding;

/// <summary>Composes the head of a provider's response as the client gets it.</summary>
/// <remarks>
/// Passed on: all that is neither hop-by-hop nor about the framing, nor speaks for the provider's host (cookies, Alt-Svc, HSTS,
/// challenges). The provider's request id and rate limits go under names of their own; in their place stand the gateway's.
/// </remarks>
internal static class ClientHead
{
    /// <summary>The most bytes that <see cref="Write"/> may need.</summary>
    public static int Bound(ResponseHead head) => head.Length + (16 * head.HeaderCount) + 1024;

    /// <summary>Writes the final head.</summary>
    public static int Write(Span<byte> destination, ReadOnlySpan<byte> bytes, ResponseHead head, ClientFraming framing, in AnswerShape shape)
    {
        var writer = new SpanWriter(destination);
        WriteStatus(ref writer, bytes, head);
        WritePassedHeaders(ref writer, bytes, head, isFinal: true);
        writer.Write("x-request-id: "u8);
        writer.Write(shape.RequestId.Span);
        writer.Write("\r\n"u8);
        RateLimitHeaders.Write(ref writer, shape.Limits);
        if (framing == ClientFraming.Chunked)
            writer.Write("Transfer-Encoding: chunked\r\n"u8);
        if (shape.Closes)
            writer.Write("Connection: close\r\n"u8);
        else if (shape.TellsKeepAlive)
            writer.Write("Connection: keep-alive\r\n"u8);
        writer.Write("\r\n"u8);
        return writer.Length;
    }

    /// <summary>Writes an interim head (1xx): status and headers, nothing of ours.</summary>
    public static int WriteInterim(Span<byte> destination, ReadOnlySpan<byte> bytes, ResponseHead head)
    {
        var writer = new SpanWriter(destination);
        WriteStatus(ref writer, bytes, head);
        WritePassedHeaders(ref writer, bytes, head, isFinal: false);
        writer.Write("\r\n"u8);
        return writer.Length;
    }

    private static void WriteStatus(ref SpanWriter writer, ReadOnlySpan<byte> bytes, ResponseHead head)
    {
        writer.Write("HTTP/1.1 "u8);
        writer.Write(head.Status);
        writer.Write((byte)' ');
        writer.Write(head.Reason.Of(bytes));
        writer.Write("\r\n"u8);
    }

    private static void WritePassedHeaders(ref SpanWriter writer, ReadOnlySpan<byte> bytes, ResponseHead head, bool isFinal)
    {
        // Neighbours that pass are copied in one run.
        int runStart = -1;
        int runEnd = 0;
        for (int i = 0; i < head.HeaderCount; i++)
        {
            ref readonly HeaderField field = ref head.Header(i);
            bool renamed = isFinal && field.Known is KnownHeader.XRequestId or KnownHeader.RateLimit;
            if (!renamed && !field.IsHopByHop && Passes(field.Known, head))
            {
                if (runStart < 0)
                    runStart = field.Line.Start;
                runEnd = field.Line.End;
                continue;
            }

            if (runStart >= 0)
            {
                writer.Write(bytes[runStart..runEnd]);
                runStart = -1;
            }

            if (renamed && !field.IsHopByHop)
            {
                writer.Write("x-upstream-"u8);
                writer.Write(bytes[(field.Line.Start + 2)..field.Line.End]);
            }
        }

        if (runStart >= 0)
            writer.Write(bytes[runStart..runEnd]);
    }

    private static bool Passes(KnownHeader known, ResponseHead head) => known switch
    {
        // Where there is no body (HEAD, 304) the length says what it would be; where there is one it is passed only if it still holds.
        KnownHeader.ContentLength => head.Framing is BodyFraming.Length or BodyFraming.None,
        KnownHeader.TransferEncoding or KnownHeader.Connection or KnownHeader.KeepAlive or KnownHeader.ProxyConnection
            or KnownHeader.ProxyAuthenticate or KnownHeader.ProxyAuthenticationInfo or KnownHeader.Trailer or KnownHeader.Upgrade
            or KnownHeader.SetCookie or KnownHeader.AltSvc or KnownHeader.StrictTransportSecurity or KnownHeader.WwwAuthenticate => false,
        _ => true,
    };
}
