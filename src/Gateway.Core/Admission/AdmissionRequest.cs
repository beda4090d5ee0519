using Gateway.Core.Prices;

namespace Gateway.Core.Admission;

/// <summary>What admission must know of a request. Lives on the stack of the caller.</summary>
public readonly ref struct AdmissionRequest
{
    /// <summary>What can be known of what the route spends.</summary>
    public RouteClass Route { get; init; }

    /// <summary>The model's name without a provider prefix, UTF-8; empty if the request names none.</summary>
    public ReadOnlySpan<byte> Model { get; init; }

    /// <summary>The model's price; null if it has none.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>What decides how much a metered request may use.</summary>
    public HoldShape Shape { get; init; }
}
