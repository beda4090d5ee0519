namespace Gateway.Wire.Completions.Usage;

/// <summary>What one JSON object of a response says that matters here, whatever its dialect. Raw values are pointed at, not copied.</summary>
internal ref struct ResponseFacts
{
    /// <summary>The object's type, without quotes; empty if none.</summary>
    public ReadOnlySpan<byte> Type;

    /// <summary>The value of <c>usage</c> or <c>usageMetadata</c>.</summary>
    public ReadOnlySpan<byte> Usage;

    /// <summary>The value of <c>model</c> or <c>modelVersion</c>.</summary>
    public ReadOnlySpan<byte> Model;

    /// <summary>The value of <c>service_tier</c>.</summary>
    public ReadOnlySpan<byte> ServiceTier;

    /// <summary>Whether there are choices.</summary>
    public bool HasChoices;

    /// <summary>Whether <c>choices</c> is there as an array without elements.</summary>
    public bool HasEmptyChoices;

    /// <summary>Whether a choice or candidate carries a piece of the answer.</summary>
    public bool HasContent;

    /// <summary>Whether a reason is given why the answer ends here.</summary>
    public bool IsFinished;

    /// <summary>Whether an error stands in it.</summary>
    public bool HasError;

    /// <summary>Whether <c>usage</c> is there and an object: readable or not, it is the provider's report.</summary>
    public readonly bool ReportsUsage => RawJson.IsObject(Usage);
}
