using System.Collections.Immutable;

namespace Gateway.Server.Configuration;

/// <summary>
/// Everything the process was told, read once at start and validated: whoever holds one need not check it again.
/// Immutable. Contains secrets only as <see cref="Secret"/>, which never prints itself.
/// </summary>
public sealed record GatewaySettings
{
    /// <summary>Where the data plane listens; at least one.</summary>
    public required ImmutableArray<ListenEndpoint> Listen { get; init; }

    /// <summary>Certificate of the data plane; set exactly when one of <see cref="Listen"/> is https.</summary>
    public TlsFiles? Tls { get; init; }

    /// <summary>The administration listener.</summary>
    public required AdminSettings Admin { get; init; }

    /// <summary>Absolute path of the folder that belongs to this process alone while it runs.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>When a charge counts as durable.</summary>
    public Durability Durability { get; init; } = Durability.Interval;

    /// <summary>How long usage may stay in memory only under <see cref="Configuration.Durability.Interval"/>.</summary>
    public TimeSpan CheckpointInterval { get; init; } = DefaultCheckpointInterval;

    /// <summary>The providers, by <see cref="ProviderSettings.Order"/>, then by name; the index in this list is the provider's number.</summary>
    public required ImmutableArray<ProviderSettings> Providers { get; init; }

    /// <summary>False while nothing stands under <c>Gateway:Providers</c>, so that <see cref="Providers"/> are the presets and echo.</summary>
    public bool ProvidersConfigured { get; init; }

    /// <summary>Absolute path of the user's own price file, or null.</summary>
    public string? PricesFile { get; init; }

    /// <summary>Bounds on time and memory.</summary>
    public GatewayLimits Limits { get; init; } = new();

    /// <summary>What is logged, and how.</summary>
    public LogSettings Log { get; init; } = new();

    /// <summary>A path, <c>stdout</c>, or null: requests are not logged.</summary>
    public string? AccessLog { get; init; }

    /// <summary>20 ms: what a crash may cost, and still one disk write for thousands of requests.</summary>
    public static readonly TimeSpan DefaultCheckpointInterval = TimeSpan.FromMilliseconds(20);
}
