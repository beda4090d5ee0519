using Gateway.Wire.Json;

namespace Gateway.Wire.Completions.Usage;

/// <summary>
/// OpenAI responses. In a stream every event has a type, and those that start and end a response carry all of it in <c>response</c>
/// (platform.openai.com, API reference, "Streaming events").
/// </summary>
internal sealed class ResponsesReader(UsageTally tally) : ResponseReader(tally)
{
    private static readonly JsonMemberSet Places = LargeObject.Places("usage", "model", "response");

    /// <inheritdoc/>
    public override JsonMemberSet Members => Places;

    /// <inheritdoc/>
    protected override ReadOnlySpan<byte> Inner => "response"u8;

    /// <inheritdoc/>
    public override bool Apply(in ResponseFacts facts, bool isStreamed)
    {
        ApplyNames(in facts);
        var isEnd = IsEnd(facts.Type);
        if (facts.Type.EndsWith(".delta"u8))
        {
            Tally.ContentDeltas++;
        }

        Tally.SawError |= facts.Type.SequenceEqual("response.failed"u8) || facts.Type.SequenceEqual("error"u8);
        Tally.SawEndMarker |= isEnd;
        if (facts.ReportsUsage && OpenAIUsage.TryRead(facts.Usage, out var usage))
        {
            Tally.Accept(in usage, isFinal: isEnd || !isStreamed);
        }

        return false;
    }

    /// <inheritdoc/>
    protected override bool TryPass(ReadOnlySpan<byte> data)
    {
        var type = LeadingType(data);
        if (type.EndsWith(".delta"u8))
        {
            Tally.ContentDeltas++;
            return true;
        }

        // The response as it begins can be long (it repeats the instructions and tools) and has nothing to say but the model.
        return IsBeginning(type) ? !Tally.Model.IsEmpty : !type.IsEmpty && !IsEnd(type) && !type.SequenceEqual("error"u8);
    }

    private static bool IsBeginning(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("response.created"u8) || type.SequenceEqual("response.in_progress"u8) || type.SequenceEqual("response.queued"u8);

    private static bool IsEnd(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("response.completed"u8) || type.SequenceEqual("response.incomplete"u8) || type.SequenceEqual("response.failed"u8);
}
