namespace Gateway.Server.Configuration;

/// <summary>When a charge counts as durable.</summary>
public enum Durability : byte
{
    /// <summary>Within <see cref="GatewaySettings.CheckpointInterval"/>: a crash may lose that much usage.</summary>
    Interval,

    /// <summary>Before the last bytes of its response leave.</summary>
    Strict,
}
