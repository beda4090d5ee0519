using Gateway.Server.Connections;
using Gateway.Wire.Completions;
using Gateway.Wire.Http1;

namespace Gateway.Server.Forwarding;

/// <summary>Composes an admitted request as the provider gets it: head, edits of the body, framing.</summary>
internal static class UpstreamRequest
{
    private const int ChunkFrame = ChunkedWriter.MaxHeaderLength;
    private static readonly byte[] s_lineEnd = ChunkedWriter.LineEnd.ToArray();

    /// <summary>Leaves the request in <see cref="Exchange.Pieces"/>.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="modelPrefix">Bytes of the model's name, slash included, that named the provider.</param>
    /// <param name="buffers">Where a buffer to compose in comes from.</param>
    public static void Compose(Exchange exchange, int modelPrefix, PinnedBuffers buffers)
    {
        int edits = PlanEdits(exchange, modelPrefix);
        long growth = RequestPieces.Growth(exchange.Pieces.Edits[..edits]);
        bool isWhole = exchange.Intake.IsComplete;
        BodyFraming framing = exchange.Head.Framing;
        long length = isWhole ? exchange.Body.Length + growth : exchange.Head.ContentLength;
        if (framing != BodyFraming.None)
            framing = isWhole || (framing == BodyFraming.Length && edits == 0) ? BodyFraming.Length : BodyFraming.Chunked;

        int bound = UpstreamHead.Bound(exchange.Head, exchange.Provider!) + ChunkFrame;
        byte[] buffer = bound <= buffers.Size ? buffers.Rent() : new byte[bound];
        exchange.SendBuffer = buffer;
        int head = UpstreamHead.Write(buffer, exchange.HeadBytes, exchange.Head, exchange.Route, exchange.Provider!, framing, length);
        byte[] tail = [];
        exchange.SendsChunks = framing == BodyFraming.Chunked;
        if (exchange.SendsChunks && exchange.Body.Length + growth > 0)
        {
            // What is held goes as one chunk; the rest follows in its own.
            head += ChunkedWriter.WriteHeader(buffer.AsSpan(head), (int)(exchange.Body.Length + growth));
            tail = s_lineEnd;
        }

        exchange.Pieces.Begin(buffer, head, exchange.Body, edits, tail);
    }

    private static int PlanEdits(Exchange exchange, int modelPrefix)
    {
        RequestScanner scanner = exchange.Scanner;
        if (!exchange.Scans)
            return 0;
        bool asks = scanner.CanAddUsage && exchange.Provider!.Settings.IncludeUsage;
        exchange.HidesUsage = asks;
        int prefix = exchange.Route.ModelInPath.IsEmpty ? modelPrefix : 0;
        return asks || prefix > 0 ? scanner.PlanEdits(prefix, asks, exchange.Pieces.Edits) : 0;
    }
}
