namespace Gateway.Wire.Completions.Usage;

/// <summary>What has been learnt from a response so far. Reusable; not thread-safe.</summary>
internal sealed class UsageTally
{
    /// <summary>The model that the response names.</summary>
    public NameBuffer Model { get; } = new();

    /// <summary>The service tier that the response names.</summary>
    public NameBuffer ServiceTier { get; } = new();

    /// <summary>The last readable usage.</summary>
    public TokenUsage Usage;

    /// <summary>Whether any readable usage was seen.</summary>
    public bool HasUsage;

    /// <summary>Whether the usage is the one that the dialect declares final.</summary>
    public bool IsFinal;

    /// <summary>Whether the dialect's own end of the answer was seen.</summary>
    public bool SawEndMarker;

    /// <summary>Whether the provider reported an error inside the response.</summary>
    public bool SawError;

    /// <summary>Events that carried a piece of the answer.</summary>
    public long ContentDeltas;

    /// <summary>Keeps a usage in place of any before it.</summary>
    public void Accept(in TokenUsage usage, bool isFinal)
    {
        Usage = usage;
        HasUsage = true;
        IsFinal |= isFinal;
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        Model.Clear();
        ServiceTier.Clear();
        Usage = default;
        HasUsage = IsFinal = SawEndMarker = SawError = false;
        ContentDeltas = 0;
    }
}
