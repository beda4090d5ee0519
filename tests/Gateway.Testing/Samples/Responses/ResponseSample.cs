using System.Text;
using Gateway.Wire.Completions;

namespace Gateway.Testing.Samples.Responses;

/// <summary>A response body as a provider sends it, and what is to be learnt from it.</summary>
public sealed record ResponseSample(string Name, CompletionRoute Route, ResponseForm Form, string Text)
{
    /// <summary>The usage it reports; null if none.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>Whether that usage is the final one.</summary>
    public bool IsFinal { get; init; } = true;

    /// <summary>Whether the dialect's own end is there.</summary>
    public bool SawEndMarker { get; init; } = true;

    /// <summary>Whether the provider reports an error.</summary>
    public bool SawError { get; init; }

    /// <summary>The model it names.</summary>
    public string Model { get; init; } = "";

    /// <summary>The service tier it names.</summary>
    public string ServiceTier { get; init; } = "";

    /// <summary>How many events carry a piece of the answer.</summary>
    public long ContentDeltas { get; init; }

    /// <summary>What a client sees that did not ask for usage; null if nothing is taken out.</summary>
    public string? Visible { get; init; }

    /// <summary>The bytes on the wire.</summary>
    public byte[] Body { get; } = Encoding.UTF8.GetBytes(Text);

    /// <summary>The bytes that a client sees that did not ask for usage.</summary>
    public byte[] VisibleBody => Encoding.UTF8.GetBytes(Visible ?? Text);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The same stream with other line ends.</summary>
    public ResponseSample WithLineEnds(string name, string end) => new(Name + ", " + name, Route, Form, Text.Replace("\n", end, StringComparison.Ordinal))
    {
        Usage = Usage,
        IsFinal = IsFinal,
        SawEndMarker = SawEndMarker,
        SawError = SawError,
        Model = Model,
        ServiceTier = ServiceTier,
        ContentDeltas = ContentDeltas,
        Visible = Visible?.Replace("\n", end, StringComparison.Ordinal),
    };
}
