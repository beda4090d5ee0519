using Gateway.Server.Forwarding;

namespace Gateway.Server.Refusals;

/// <summary>The parts of a head that every answer of the gateway's own has.</summary>
internal static class AnswerHead
{
    /// <summary>Status line, date, request id and rate limits.</summary>
    public static void WriteStart(ref SpanWriter writer, int status, in AnswerShape shape)
    {
        writer.Write("HTTP/1.1 "u8);
        writer.Write(StatusText.Of(status));
        writer.Write("\r\n"u8);
        writer.Write(shape.Date.Bytes);
        if (!shape.RequestId.IsEmpty)
        {
            writer.Write("x-request-id: "u8);
            writer.Write(shape.RequestId.Span);
            writer.Write("\r\n"u8);
        }

        RateLimitHeaders.Write(ref writer, shape.Limits);
    }

    /// <summary>Length, persistence and the empty line.</summary>
    public static void WriteEnd(ref SpanWriter writer, long contentLength, in AnswerShape shape)
    {
        writer.Write("Content-Length: "u8);
        writer.Write(contentLength);
        writer.Write("\r\n"u8);
        if (shape.Closes)
            writer.Write("Connection: close\r\n"u8);
        else if (shape.TellsKeepAlive)
            writer.Write("Connection: keep-alive\r\n"u8);
        writer.Write("\r\n"u8);
    }
}
