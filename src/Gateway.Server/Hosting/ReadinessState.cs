namespace Gateway.Server.Hosting;

/// <summary>What <c>/health/ready</c> tells.</summary>
public enum ReadinessState : byte
{
    /// <summary>Not listening yet.</summary>
    Starting,

    /// <summary>Send requests.</summary>
    Ready,

    /// <summary>Charges cannot be made durable: requests that need accounting are refused.</summary>
    JournalUnavailable,

    /// <summary>Stopping: requests in flight are completed, new ones refused.</summary>
    Draining,
}
