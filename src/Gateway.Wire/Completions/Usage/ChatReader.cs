using Gateway.Wire.Json;

namespace Gateway.Wire.Completions.Usage;

/// <summary>
/// OpenAI chat completions, completions and embeddings. In a stream the usage comes in a last event with empty <c>choices</c>, if it was
/// asked for; some providers put it beside the last choice, or beside every one.
/// </summary>
internal sealed class ChatReader(UsageTally tally, bool isChat) : ResponseReader(tally)
{
    private static readonly JsonMemberSet Places = LargeObject.Places("usage", "model");

    /// <inheritdoc/>
    public override JsonMemberSet Members => Places;

    /// <inheritdoc/>
    public override bool Apply(in ResponseFacts facts, bool isStreamed)
    {
        ApplyNames(in facts);
        if (isStreamed && facts.HasContent)
        {
            Tally.ContentDeltas++;
        }

        if (facts.ReportsUsage && OpenAIUsage.TryRead(facts.Usage, out var usage))
        {
            Tally.Accept(in usage, isFinal: !isStreamed || !facts.HasChoices);
        }

        return facts.HasEmptyChoices && facts.ReportsUsage;
    }

    /// <inheritdoc/>
    protected override bool TryPass(ReadOnlySpan<byte> data)
    {
        if (!(isChat ? ChoiceDelta.HasDelta(data) : ChoiceDelta.HasText(data)))
        {
            return false;
        }

        Tally.ContentDeltas++;
        return !Tally.Model.IsEmpty && !ChoiceDelta.MentionsUsage(data);
    }
}
