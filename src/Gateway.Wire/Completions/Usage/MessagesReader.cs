using Gateway.Wire.Json;

namespace Gateway.Wire.Completions.Usage;

/// <summary>Anthropic messages (docs.anthropic.com, "Streaming messages"): usage grows over <c>message_start</c> and each <c>message_delta</c>.</summary>
internal sealed class MessagesReader(UsageTally tally) : ResponseReader(tally)
{
    private static readonly JsonMemberSet Places = LargeObject.Places("usage", "model", "message");

    private AnthropicUsage _usage;

    /// <inheritdoc/>
    public override JsonMemberSet Members => Places;

    /// <inheritdoc/>
    protected override ReadOnlySpan<byte> Inner => "message"u8;

    /// <inheritdoc/>
    public override void Begin() => _usage = AnthropicUsage.Unreported;

    /// <inheritdoc/>
    public override bool Apply(in ResponseFacts facts, bool isStreamed)
    {
        ApplyNames(in facts);
        if (facts.ReportsUsage && _usage.TryMerge(facts.Usage, out var usage))
        {
            Tally.Accept(in usage, isFinal: !isStreamed || (facts.IsFinished && facts.Type.SequenceEqual("message_delta"u8)));
        }

        if (facts.Type.SequenceEqual("content_block_delta"u8))
        {
            Tally.ContentDeltas++;
        }
        else if (facts.Type.SequenceEqual("message_stop"u8))
        {
            Tally.SawEndMarker = true;
            Tally.IsFinal = Tally.HasUsage;
        }
        else if (facts.Type.SequenceEqual("error"u8))
        {
            Tally.SawError = true;
        }

        return false;
    }

    /// <inheritdoc/>
    protected override bool TryPass(ReadOnlySpan<byte> data)
    {
        var type = LeadingType(data);
        if (type.SequenceEqual("content_block_delta"u8))
        {
            Tally.ContentDeltas++;
            return true;
        }

        return type.SequenceEqual("content_block_start"u8) || type.SequenceEqual("content_block_stop"u8) || type.SequenceEqual("ping"u8);
    }
}
