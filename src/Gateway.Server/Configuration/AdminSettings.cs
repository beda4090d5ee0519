using System.Collections.Immutable;

namespace Gateway.Server.Configuration;

/// <summary>The administration listener: API, console, metrics. Immutable.</summary>
public sealed record AdminSettings
{
    /// <summary>Where it listens; at least one.</summary>
    public required ImmutableArray<ListenEndpoint> Listen { get; init; }

    /// <summary>An admin token that is valid for as long as it is configured, or null.</summary>
    public Secret? Token { get; init; }

    /// <summary>Plain HTTP is allowed on addresses other than loopback.</summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary>Certificate of the administration listener; set exactly when one of <see cref="Listen"/> is https.</summary>
    public TlsFiles? Tls { get; init; }
}
