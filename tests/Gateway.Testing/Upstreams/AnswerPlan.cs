using System.Text.Json;

namespace Gateway.Testing.Upstreams;

/// <summary>What <see cref="CompletionScript"/> is going to answer to one request, and how it goes into the ledger.</summary>
internal sealed class AnswerPlan
{
    public required RecordedRequest Request { get; init; }

    public required TokenCounts Usage { get; init; }

    public required UpstreamFault Fault { get; init; }

    public required int Deltas { get; init; }

    public required int PaceMilliseconds { get; init; }

    public required string Model { get; init; }

    public required bool Streams { get; init; }

    public bool WithUsage => Fault != UpstreamFault.NoUsage;

    public string Text => string.Concat(Enumerable.Repeat("word ", Deltas));

    public static AnswerPlan Of(RecordedRequest request) => new()
    {
        Request = request,
        Usage = request.Header(TestHeaders.Usage) is { } usage ? TokenCounts.Parse(usage) : CompletionScript.DefaultUsage,
        Fault = request.Header(TestHeaders.Fault) is { } fault ? Enum.Parse<UpstreamFault>(fault, ignoreCase: true) : UpstreamFault.None,
        Deltas = CompletionScript.Number(request, TestHeaders.Deltas, 4),
        PaceMilliseconds = CompletionScript.Number(request, TestHeaders.Pace, 0),
        Model = request.Member("model") ?? ModelInPath(request.Path),
        Streams = request.Flag("stream"),
    };

    /// <summary>True when an OpenAI stream was asked for its usage.</summary>
    public bool AsksForUsage =>
        Request.Json.ValueKind == JsonValueKind.Object
        && Request.Json.TryGetProperty("stream_options", out var options) && options.ValueKind == JsonValueKind.Object
        && options.TryGetProperty("include_usage", out var include) && include.ValueKind == JsonValueKind.True;

    /// <summary>A whole body with a Content-Length, broken as the fault says.</summary>
    public Reply Plain(string bodyWithUsage, string bodyWithout, string error)
    {
        if (Fault == UpstreamFault.Error) return Reply.With(500, error);
        var body = WithUsage ? bodyWithUsage : bodyWithout;
        var whole = Reply.Head(200, ["Content-Type: application/json"], $"Content-Length: {body.Length}") + body;
        return Fault switch
        {
            // Cut behind the head and a few bytes: the answer has begun, nothing of it can be counted.
            UpstreamFault.Cut => Reply.New().Send(whole[..^(body.Length - 10)]).Charge(Entry(EstimateOf(0, 1))).Close(),
            UpstreamFault.Reset => Reply.New().Send(whole[..^(body.Length - 10)]).Charge(Entry(LedgerEntry.UpTo(EstimateOf(0, 1).High))).Pause(30).Reset(),
            UpstreamFault.NoUsage => Reply.New().Charge(Entry(EstimateOf(0, 1))).Send(whole),
            UpstreamFault.Extra => Reply.New().Charge(Entry(LedgerEntry.Exact(Usage))).Send(whole + "extra bytes"),
            UpstreamFault.CloseAfter => Reply.New().Charge(Entry(LedgerEntry.Exact(Usage))).Send(whole).Close(),
            _ => Reply.New().Charge(Entry(LedgerEntry.Exact(Usage))).Send(whole),
        };
    }

    /// <summary>
    /// A chunked stream, an event a chunk and a packet; <paramref name="usageSent"/> says whether the events behind the content report usage.
    /// </summary>
    public Reply Stream(IReadOnlyList<string> before, Func<int, string> delta, IReadOnlyList<string> after, bool usageSent, string error, string contentType = "text/event-stream")
    {
        if (Fault == UpstreamFault.Error) return Reply.With(500, error);
        var reply = Reply.New();
        // A client that leaves takes the connection with it, so what this may be worth has to be noted before anything is sent.
        if (Leaves) reply.Charge(Whatever());
        reply.Send(Reply.Head(200, [$"Content-Type: {contentType}"], "Transfer-Encoding: chunked"));
        foreach (var one in before) reply.Send(Reply.Chunk(one));
        var breaksAt = Fault is UpstreamFault.Cut or UpstreamFault.Reset ? Deltas / 2 : -1;
        for (var i = 0; i < Deltas; i++)
        {
            if (PaceMilliseconds > 0) reply.Pause(PaceMilliseconds);
            if (i == breaksAt && Fault == UpstreamFault.Cut) return Note(reply, EstimateOf(i, i)).Close();
            if (i == breaksAt) return Note(reply, LedgerEntry.UpTo(EstimateOf(i, i).High)).Pause(30).Reset();
            reply.Send(Reply.Chunk(delta(i)));
        }

        Note(reply, usageSent && WithUsage ? LedgerEntry.Exact(Usage) : EstimateOf(Deltas, Deltas + 1));
        foreach (var one in after) reply.Send(Reply.Chunk(one));
        reply.Send("0\r\n\r\n" + (Fault == UpstreamFault.Extra ? "extra" : ""));
        return Fault == UpstreamFault.CloseAfter ? reply.Close() : reply;
    }

    /// <summary>
    /// Input bytes / 4 and a token for each delta. The client's body may have been shorter (what a gateway adds) or longer (a prefix it takes
    /// off) than the one that arrived here, by less than 64 bytes.
    /// </summary>
    public LedgerEntry EstimateOf(int deltasLow, int deltasHigh) => LedgerEntry.Estimate(
        new(Math.Max(0, (Request.BodyLength - 64) / 4), deltasLow),
        new(((Request.BodyLength + 64) / 4) + 1, deltasHigh));

    private bool Leaves => Request.HasHeader(TestHeaders.Leaves);

    private LedgerEntry Entry(LedgerEntry entry) => Leaves ? Whatever() : entry;

    private Reply Note(Reply reply, LedgerEntry entry) => Leaves ? reply : reply.Charge(entry);

    private LedgerEntry Whatever()
    {
        var most = EstimateOf(Deltas, Deltas + 1).High;
        return LedgerEntry.UpTo(new(
            Math.Max(most.Input, Usage.Input), Math.Max(most.Output, Usage.Output), Usage.Cached, Usage.CacheWrite, Usage.Reasoning));
    }

    private static string ModelInPath(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.Split(':')[0];
    }
}
