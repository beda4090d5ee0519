namespace Gateway.Core.Admission;

/// <summary>What of a request decides how much it may use. Numbers may be anything that a client can write: the arithmetic bounds them.</summary>
public readonly record struct HoldShape
{
    /// <summary>No token cap was given.</summary>
    public const long NoCap = -1;

    /// <summary>A request of so many bytes without caps.</summary>
    public HoldShape(long bodyBytes)
    {
        BodyBytes = bodyBytes;
    }

    /// <summary>Bytes of the request's body.</summary>
    public long BodyBytes { get; init; }

    /// <summary>The most tokens of output for one choice, as the request says; <see cref="NoCap"/> if it does not. 0 for routes without output, such as embeddings.</summary>
    public long OutputCap { get; init; } = NoCap;

    /// <summary>How many choices are asked for; below 1 counts as 1.</summary>
    public long Choices { get; init; } = 1;

    /// <summary>Whether tools are offered to the model.</summary>
    public bool HasTools { get; init; }

    /// <summary>Images that the body carries.</summary>
    public int InlineImages { get; init; }

    /// <summary>
    /// Whether it may use what its body does not show: content that it refers to, tools on the provider's side, audio or images as output, a service
    /// tier without a price.
    /// </summary>
    public bool IsUnbounded { get; init; }
}
