using Gateway.Wire.Json;

namespace Gateway.Wire.Completions.Usage;

/// <summary>
/// Gemini generateContent and streamGenerateContent (ai.google.dev/api/generate-content). Every chunk of a stream reports the usage so far;
/// the one with a finish reason reports all of it.
/// </summary>
internal sealed class GenerateContentReader(UsageTally tally) : ResponseReader(tally)
{
    private static readonly JsonMemberSet Places = LargeObject.Places("usageMetadata", "modelVersion");

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

        Tally.SawEndMarker |= facts.IsFinished;
        if (facts.ReportsUsage && GeminiUsage.TryRead(facts.Usage, out var usage))
        {
            Tally.Accept(in usage, isFinal: !isStreamed || Tally.SawEndMarker);
        }

        return false;
    }

    /// <inheritdoc/>
    protected override bool TryPass(ReadOnlySpan<byte> data) => false;
}
