namespace Gateway.Server.Hosting;

/// <summary>Whether this process should be sent requests. Thread-safe; reading it is one volatile read.</summary>
public interface IReadiness
{
    /// <summary>What it is doing.</summary>
    ReadinessState State { get; }

    /// <summary>Listening, able to take charges, not draining.</summary>
    bool IsReady => State == ReadinessState.Ready;
}
