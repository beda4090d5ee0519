using System.Text;
using Gateway.Wire.Completions;

namespace Gateway.Testing.Samples.Requests;

/// <summary>A request as a client sends it, and what is to be read off it.</summary>
public sealed record CompletionRequestSample(string Name, CompletionRoute Route, string Body)
{
    public string? Model { get; init; }

    public bool Stream { get; init; }

    public bool AsksForUsage { get; init; }

    public bool Background { get; init; }

    public long OutputCap { get; init; } = -1;

    public int Choices { get; init; } = 1;

    public int InlineImages { get; init; }

    public bool HasTools { get; init; }

    public UnboundedReasons Unbounded { get; init; }

    public string Tier { get; init; } = "";

    public byte[] Bytes => Encoding.UTF8.GetBytes(Body);

    public override string ToString() => Name;
}
