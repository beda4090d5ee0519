using System.Diagnostics;
using Gateway.Server.Forwarding;
using Gateway.Server.Logging;
using Gateway.Server.Refusals;

namespace Gateway.Server.Answers;

/// <summary>Says of an ended exchange what the access log wants to know.</summary>
internal static class AccessLogLine
{
    /// <summary>Writes the line. What the log has no room for is dropped and counted there.</summary>
    public static void Write(AccessLog log, Exchange exchange, RefusalCode refused, bool clientGone)
    {
        ReadOnlySpan<byte> bytes = exchange.HeadBytes;
        TimeSpan took = exchange.StartedAt == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(exchange.StartedAt);
        log.TryWrite(new AccessLogEntry
        {
            At = (DateTime.UtcNow - took).Ticks,
            RequestId = exchange.RequestId.Span,
            Client = exchange.ClientAddress,
            KeyId = exchange.Key?.Id,
            Method = exchange.Head.VerbText.Of(bytes),
            Path = exchange.Head.Path.Of(bytes),
            Query = exchange.Head.Query.Of(bytes),
            Status = clientGone && !exchange.Relay.HasBegun ? 0 : refused != RefusalCode.None ? RefusalTable.Of(refused).Status : exchange.AnswerStatus != 0 ? exchange.AnswerStatus : exchange.Relay.Status,
            Code = refused == RefusalCode.None ? null : RefusalTable.Of(refused).Code,
            Provider = exchange.Provider?.Settings.Name,
            Model = exchange.Model,
            DurationMicroseconds = (long)took.TotalMicroseconds,
            BytesIn = exchange.Intake.Received,
            BytesOut = exchange.Relay.BodyBytes,
            InputTokens = exchange.ChargedInputTokens,
            OutputTokens = exchange.ChargedOutputTokens,
            Cut = exchange.Cut || clientGone,
        });
    }
}
