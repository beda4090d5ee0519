using Gateway.Server.Routing;
using Gateway.Server.Upstreams;
using Gateway.Wire.Completions;
using Gateway.Wire.Http1;

namespace Gateway.Server.Forwarding;

/// <summary>Composes the head of a request as the provider gets it.</summary>
/// <remarks>
/// Passed on: all that is neither hop-by-hop (RFC 9110 section 7.6.1), nor about the framing, which is made anew, nor a credential or
/// cookie of the client's. Added: the provider's own host, credential and headers, and Accept-Encoding: identity, so that usage can be read.
/// </remarks>
internal static class UpstreamHead
{
    /// <summary>The most bytes that <see cref="Write"/> may need.</summary>
    public static int Bound(RequestHead head, Provider provider) => head.Length + provider.BasePath.Length + provider.FixedHeaders.Length + 96;

    /// <summary>Writes the head.</summary>
    /// <param name="destination">At least <see cref="Bound"/> bytes.</param>
    /// <param name="bytes">The client's head.</param>
    /// <param name="head">Where everything is in it.</param>
    /// <param name="route">What part of the path goes on.</param>
    /// <param name="provider">Who gets it.</param>
    /// <param name="framing">How the body follows.</param>
    /// <param name="contentLength">For <see cref="BodyFraming.Length"/>: bytes of the body.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(
        Span<byte> destination, ReadOnlySpan<byte> bytes, RequestHead head, in RequestRoute route, Provider provider, BodyFraming framing, long contentLength)
    {
        var writer = new SpanWriter(destination);
        writer.Write(head.VerbText.Of(bytes));
        writer.Write((byte)' ');
        WriteTarget(ref writer, bytes, head, route, provider);
        writer.Write(" HTTP/1.1\r\n"u8);
        writer.Write(provider.FixedHeaders);
        WritePassedHeaders(ref writer, bytes, head, provider);
        if (framing == BodyFraming.Chunked)
        {
            writer.Write("Transfer-Encoding: chunked\r\n"u8);
        }
        else if (framing == BodyFraming.Length)
        {
            writer.Write("Content-Length: "u8);
            writer.Write(contentLength);
            writer.Write("\r\n"u8);
        }

        writer.Write("\r\n"u8);
        return writer.Length;
    }

    private static void WriteTarget(ref SpanWriter writer, ReadOnlySpan<byte> bytes, RequestHead head, in RequestRoute route, Provider provider)
    {
        ReadOnlySpan<byte> path = head.Path.Of(bytes);
        if (provider.BasePath.Length > 0 && route.VersionEnd > route.PathStart)
        {
            writer.Write(provider.BasePath);
            writer.Write(path[route.VersionEnd..]);
        }
        else
        {
            writer.Write(path[route.PathStart..]);
        }

        ReadOnlySpan<byte> query = head.Query.Of(bytes);
        if (query.IsEmpty)
            return;
        if (route.Dialect == Dialect.Gemini)
        {
            QueryKey.WriteWithout(ref writer, query);
            return;
        }

        writer.Write((byte)'?');
        writer.Write(query);
    }

    private static void WritePassedHeaders(ref SpanWriter writer, ReadOnlySpan<byte> bytes, RequestHead head, Provider provider)
    {
        // Neighbours that pass are copied in one run.
        int runStart = -1;
        int runEnd = 0;
        for (int i = 0; i < head.HeaderCount; i++)
        {
            ref readonly HeaderField field = ref head.Header(i);
            bool passes = !field.IsHopByHop && Passes(field.Known) && !provider.Replaces(field.Name.Of(bytes));
            if (passes && runStart < 0)
                runStart = field.Line.Start;
            if (passes)
            {
                runEnd = field.Line.End;
            }
            else if (runStart >= 0)
            {
                writer.Write(bytes[runStart..runEnd]);
                runStart = -1;
            }
        }

        if (runStart >= 0)
            writer.Write(bytes[runStart..runEnd]);
    }

    private static bool Passes(KnownHeader known) => known switch
    {
        KnownHeader.Host or KnownHeader.ContentLength or KnownHeader.TransferEncoding or KnownHeader.Connection or KnownHeader.KeepAlive
            or KnownHeader.ProxyConnection or KnownHeader.ProxyAuthorization or KnownHeader.TE or KnownHeader.Trailer or KnownHeader.Upgrade
            or KnownHeader.Http2Settings or KnownHeader.Expect or KnownHeader.AcceptEncoding
            or KnownHeader.Authorization or KnownHeader.XApiKey or KnownHeader.ApiKey or KnownHeader.XGoogApiKey or KnownHeader.Cookie => false,
        _ => true,
    };
}
