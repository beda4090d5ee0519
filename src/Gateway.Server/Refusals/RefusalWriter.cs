using System.Buffers;
using System.Globalization;
using System.Text;
using Gateway.Server.Forwarding;
using Gateway.Wire.Completions;

namespace Gateway.Server.Refusals;

/// <summary>Writes a refusal: status line, headers, body. Allocates nothing but for the text of a reset time.</summary>
internal static class RefusalWriter
{
    private const int Bound = 2048;

    /// <summary>Writes <paramref name="refusal"/> to <paramref name="output"/>.</summary>
    /// <param name="output">The client's connection.</param>
    /// <param name="refusal">What is refused.</param>
    /// <param name="dialect">Whose envelope it comes in.</param>
    /// <param name="shape">The rest of the answer.</param>
    public static void Write(IBufferWriter<byte> output, in Refusal refusal, Dialect dialect, in AnswerShape shape)
    {
        RefusalEntry entry = RefusalTable.Of(refusal.Code);
        RefusalBody body = RefusalBody.Of(refusal.Code, dialect);
        Span<byte> reset = stackalloc byte[64];
        reset = reset[..(entry.IsCuredByReset ? FormatReset(refusal.ResetAt, reset) : 0)];

        int length = body.Before.Length + reset.Length + body.After.Length;
        var writer = new SpanWriter(output.GetSpan(Bound + length));
        AnswerHead.WriteStart(ref writer, entry.Status, shape);
        writer.Write("Content-Type: application/json\r\n"u8);
        if (entry.Status == 401)
            writer.Write("WWW-Authenticate: Bearer\r\n"u8);
        if (entry.IsCuredByWaiting)
        {
            writer.Write("Retry-After: "u8);
            writer.Write((refusal.ToldWait + 999) / 1000);
            writer.Write("\r\nretry-after-ms: "u8);
            writer.Write(refusal.ToldWait);
            writer.Write("\r\n"u8);
        }
        else if (entry.IsCuredByReset)
        {
            writer.Write("x-should-retry: false\r\n"u8);
        }

        AnswerHead.WriteEnd(ref writer, length, shape);
        if (!shape.HeadOnly)
        {
            writer.Write(body.Before);
            writer.Write(reset);
            writer.Write(body.After);
        }

        output.Advance(writer.Length);
    }

    private static int FormatReset(long resetAt, Span<byte> destination)
    {
        if (resetAt is <= 0 or >= 3_155_378_975_999_999_999)
            return Encoding.ASCII.GetBytes(",\"reset_at\":null", destination);

        var at = new DateTime(resetAt, DateTimeKind.Utc);
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $",\"reset_at\":\"{at:yyyy-MM-ddTHH:mm:ssZ}\""), destination);
    }
}
