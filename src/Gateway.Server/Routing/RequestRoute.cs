using Gateway.Core.Admission;
using Gateway.Server.Upstreams;
using Gateway.Wire.Completions;
using Gateway.Wire.Http1;

namespace Gateway.Server.Routing;

/// <summary>What a request's method and path say: who answers, in which dialect, and whether its spending can be read off.</summary>
public struct RequestRoute
{
    /// <summary>Who answers.</summary>
    public RouteKind Kind;

    /// <summary>The language of the route; refusals speak it.</summary>
    public Dialect Dialect;

    /// <summary>The metered call, or <see cref="CompletionRoute.None"/>.</summary>
    public CompletionRoute Completion;

    /// <summary>Metered, free or unmetered.</summary>
    public RouteClass Spend;

    /// <summary>The provider of <see cref="RouteKind.ByName"/>.</summary>
    public Provider? Named;

    /// <summary>Where the provider's part of the path begins, as an offset into the path.</summary>
    public int PathStart;

    /// <summary>Where the version segment (<c>/v1</c>, <c>/v1beta</c>) ends; equal to <see cref="PathStart"/> if there is none.</summary>
    public int VersionEnd;

    /// <summary>The model that the path names, as offsets into the path; empty if it names none.</summary>
    public ByteRange ModelInPath;
}
