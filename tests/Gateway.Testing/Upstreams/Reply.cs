using System.Globalization;
using System.Text;

namespace Gateway.Testing.Upstreams;

/// <summary>What a <see cref="FakeUpstream"/> does with one request: a list of steps, taken in their order. Build one per request.</summary>
public sealed class Reply
{
    internal enum StepKind { Send, Repeat, Pause, Wait, Close, HalfClose, Reset, Hang, Charge }

    internal readonly record struct Step(StepKind Kind, byte[] Bytes, TimeSpan Time, Task? Signal, long Count, LedgerEntry Entry);

    internal List<Step> Steps { get; } = [];

    /// <summary>An empty reply: the connection stays as it is and nothing is sent.</summary>
    public static Reply New() => new();

    public Reply Send(byte[] bytes) => Add(new(StepKind.Send, bytes, default, null, 1, default));

    public Reply Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    /// <summary>Sends the same bytes <paramref name="times"/> times; how huge bodies are made.</summary>
    public Reply Repeat(byte[] bytes, long times) => Add(new(StepKind.Repeat, bytes, default, null, times, default));

    public Reply Pause(TimeSpan time) => Add(new(StepKind.Pause, [], time, null, 0, default));

    public Reply Pause(int milliseconds) => Pause(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>Goes on only when the test says so.</summary>
    public Reply WaitFor(Task signal) => Add(new(StepKind.Wait, [], default, signal, 0, default));

    /// <summary>Closes in an orderly way (FIN) without having announced it.</summary>
    public Reply Close() => Add(new(StepKind.Close, [], default, null, 0, default));

    /// <summary>Closes only the sending side and goes on reading.</summary>
    public Reply HalfClose() => Add(new(StepKind.HalfClose, [], default, null, 0, default));

    /// <summary>Closes with a reset (RST).</summary>
    public Reply Reset() => Add(new(StepKind.Reset, [], default, null, 0, default));

    /// <summary>Says nothing more until the other side or the upstream goes away.</summary>
    public Reply Hang() => Add(new(StepKind.Hang, [], default, null, 0, default));

    /// <summary>Notes in the upstream's ledger what the bytes sent so far are worth.</summary>
    public Reply Charge(TokenCounts usage) => Charge(LedgerEntry.Exact(usage));

    /// <summary>Notes in the upstream's ledger what the bytes sent so far are worth.</summary>
    public Reply Charge(LedgerEntry entry) => Add(new(StepKind.Charge, [], default, null, 0, entry));

    /// <summary>Takes the steps of another reply behind its own.</summary>
    public Reply Then(Reply other)
    {
        Steps.AddRange(other.Steps);
        return this;
    }

    /// <summary>A whole response with a Content-Length.</summary>
    public static Reply With(int status, string body, string contentType = "application/json", params string[] headers) =>
        New().Send(Head(status, headers, $"Content-Type: {contentType}", Invariant($"Content-Length: {Encoding.UTF8.GetByteCount(body)}")) + body);

    /// <summary>A status line and headers up to the empty line.</summary>
    public static string Head(int status, IEnumerable<string> headers, params string[] more)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} {ReasonOf(status)}\r\n");
        foreach (var header in headers) text.Append(header).Append("\r\n");
        foreach (var header in more) text.Append(header).Append("\r\n");
        return text.Append("\r\n").ToString();
    }

    /// <summary>One chunk of a chunked body.</summary>
    public static string Chunk(string data, string extension = "") => Invariant($"{Encoding.UTF8.GetByteCount(data):x}{extension}\r\n{data}\r\n");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string ReasonOf(int status) => status switch
    {
        200 => "OK",
        204 => "No Content",
        304 => "Not Modified",
        401 => "Unauthorized",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        _ => "Status",
    };

    private Reply Add(Step step)
    {
        Steps.Add(step);
        return this;
    }
}
