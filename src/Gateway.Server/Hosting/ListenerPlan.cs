using System.Collections.Immutable;
using Gateway.Server.Configuration;
using Gateway.Server.Tls;
using Microsoft.AspNetCore.Connections;

namespace Gateway.Server.Hosting;

/// <summary>What a <see cref="Listener"/> listens on, and how.</summary>
public sealed record ListenerPlan
{
    /// <summary>Setting that <see cref="Endpoints"/> come from, for messages.</summary>
    public required string Setting { get; init; }

    /// <summary>The addresses.</summary>
    public required ImmutableArray<ListenEndpoint> Endpoints { get; init; }

    /// <summary>Where the framework's own warnings go.</summary>
    public required ILoggerFactory LoggerFactory { get; init; }

    /// <summary>How sockets are treated.</summary>
    public SocketProfile Transport { get; init; } = SocketProfile.Ordinary;

    /// <summary>Serves the connections instead of ASP.NET Core, or null.</summary>
    public ConnectionHandler? Connections { get; init; }

    /// <summary>Set if an endpoint is https.</summary>
    public ReloadingCertificate? Certificate { get; init; }

    /// <summary>How long TLS may take to agree.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = new GatewayLimits().HandshakeTimeout;
}
