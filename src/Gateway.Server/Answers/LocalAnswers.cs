using System.Buffers;
using System.IO.Pipelines;
using Gateway.Core.Keys;
using Gateway.Server.Forwarding;
using Gateway.Server.Hosting;
using Gateway.Server.Refusals;
using Gateway.Server.Routing;

namespace Gateway.Server.Answers;

/// <summary>What the gateway answers itself: health, the presented key, the models it may use. Thread-safe.</summary>
internal sealed class LocalAnswers(IReadiness readiness, ModelLists models, Action<IBufferWriter<byte>, ApiKey> writeKey)
{
    /// <summary>Writes the whole answer to <paramref name="exchange"/>'s route; does not flush.</summary>
    public async ValueTask WriteAsync(PipeWriter output, Exchange exchange, AnswerShape shape)
    {
        switch (exchange.Route.Kind)
        {
            case RouteKind.Live:
                exchange.AnswerStatus = Write(output, 200, """{"status":"live"}"""u8, shape);
                break;
            case RouteKind.Ready:
                exchange.AnswerStatus = readiness.IsReady
                    ? Write(output, 200, """{"status":"ready"}"""u8, shape)
                    : Write(output, 503, NotReady(readiness.State), shape);
                break;
            case RouteKind.ServerOptions:
                exchange.AnswerStatus = WriteOptions(output, shape);
                break;
            case RouteKind.OwnKey:
                var own = new ArrayBufferWriter<byte>(1024);
                writeKey(own, exchange.Key!);
                exchange.AnswerStatus = Write(output, 200, own.WrittenSpan, shape);
                break;
            case RouteKind.Models:
                ReadOnlyMemory<byte> list = await models.ForAsync(exchange.Key!);
                exchange.AnswerStatus = Write(output, 200, list.Span, shape);
                break;
            default:
                throw new InvalidOperationException($"The gateway has no answer of its own to {exchange.Route.Kind}.");
        }
    }

    private static byte[] NotReady(ReadinessState state) => state switch
    {
        ReadinessState.Draining => [.. """{"status":"draining"}"""u8],
        ReadinessState.JournalUnavailable => [.. """{"status":"journal_unavailable"}"""u8],
        _ => [.. """{"status":"starting"}"""u8],
    };

    private static int Write(PipeWriter output, int status, ReadOnlySpan<byte> body, in AnswerShape shape)
    {
        var writer = new SpanWriter(output.GetSpan(1024));
        AnswerHead.WriteStart(ref writer, status, shape);
        writer.Write("Content-Type: application/json\r\nCache-Control: no-store\r\n"u8);
        AnswerHead.WriteEnd(ref writer, body.Length, shape);
        output.Advance(writer.Length);
        if (!shape.HeadOnly)
            output.Write(body);
        return status;
    }

    private static int WriteOptions(PipeWriter output, in AnswerShape shape)
    {
        var writer = new SpanWriter(output.GetSpan(1024));
        AnswerHead.WriteStart(ref writer, 200, shape);
        writer.Write("Allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n"u8);
        AnswerHead.WriteEnd(ref writer, 0, shape);
        output.Advance(writer.Length);
        return 200;
    }
}
