namespace Gateway.Wire.Completions;

/// <summary>What a request may cost, as far as its body tells.</summary>
/// <param name="BodyBytes">Bytes of the body seen so far. No text has more tokens than bytes, nor has an array of tokens.</param>
/// <param name="OutputCap">The most tokens that one choice may have; -1 without a cap, and while the body has not ended. 0 for embeddings.</param>
/// <param name="Choices">How many answers are generated: <c>n</c>, <c>best_of</c> or <c>candidateCount</c>, times the number of prompts. At least 1.</param>
/// <param name="InlineImages">Images carried in the body. Counted in deep scans only.</param>
/// <param name="HasTools">Whether tools are described. Noticed in deep scans only.</param>
/// <param name="Unbounded">Why the cost cannot be bounded; <see cref="UnboundedReasons.NotExamined"/> unless a deep scan has ended.</param>
public readonly record struct RequestShape(
    long BodyBytes,
    long OutputCap,
    int Choices,
    int InlineImages,
    bool HasTools,
    UnboundedReasons Unbounded)
{
    /// <summary>Whether the cost has a bound that can be computed from the rest of this shape.</summary>
    public bool IsBounded => Unbounded == UnboundedReasons.None;

    /// <summary>Whether tools are asked for that the provider runs itself.</summary>
    public bool HasProviderTools => (Unbounded & UnboundedReasons.ProviderTools) != 0;

    /// <summary>Whether there is content that the body does not carry.</summary>
    public bool RefersToOutsideContent => (Unbounded & UnboundedReasons.OutsideContent) != 0;

    /// <summary>Whether audio or images are to be made.</summary>
    public bool WantsAudioOrImage => (Unbounded & UnboundedReasons.AudioOrImageOutput) != 0;
}
