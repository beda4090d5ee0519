using Gateway.Core.Prices;
using Gateway.Server.Upstreams;

namespace Gateway.Server.Routing;

/// <summary>Where a model's requests go, and what they cost.</summary>
/// <param name="Provider">Who serves it.</param>
/// <param name="PrefixLength">Bytes of the name, slash included, that named the provider and are taken off.</param>
/// <param name="Price">Its price, or null.</param>
public sealed record ModelRoute(Provider Provider, int PrefixLength, ModelPrice? Price);
