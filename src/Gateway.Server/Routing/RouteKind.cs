namespace Gateway.Server.Routing;

/// <summary>Who answers a request.</summary>
public enum RouteKind : byte
{
    /// <summary>Nobody: there is no such route.</summary>
    Unknown,

    /// <summary>Nobody: the first segment names no provider.</summary>
    UnknownProvider,

    /// <summary>A provider of the route's dialect, chosen by the request's model.</summary>
    ByModel,

    /// <summary>The provider that the path names.</summary>
    ByName,

    /// <summary>The gateway: the presented key's own limits and usage.</summary>
    OwnKey,

    /// <summary>The gateway: the models that the key may use.</summary>
    Models,

    /// <summary>The gateway: the process answers.</summary>
    Live,

    /// <summary>The gateway: it takes traffic.</summary>
    Ready,

    /// <summary>The gateway: <c>OPTIONS *</c>.</summary>
    ServerOptions,
}
