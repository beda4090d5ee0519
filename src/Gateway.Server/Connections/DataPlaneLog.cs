namespace Gateway.Server.Connections;

/// <summary>What the data plane logs: faults of its own only.</summary>
internal static partial class DataPlaneLog
{
    /// <summary>A defect: one exchange failed with an exception. Its connection is closed, no other is touched.</summary>
    [LoggerMessage(EventId = 200, Level = LogLevel.Error, Message = "An exchange failed; its connection is closed")]
    public static partial void ExchangeFailed(this ILogger logger, Exception fault);

    /// <summary>A defect: the sweep failed.</summary>
    [LoggerMessage(EventId = 201, Level = LogLevel.Critical, Message = "The sweep of deadlines failed")]
    public static partial void SweepFailed(this ILogger logger, Exception fault);

    /// <summary>A provider charged more than the bound that a strict key was held to.</summary>
    [LoggerMessage(EventId = 202, Level = LogLevel.Warning, Message = "Key {Key} was charged more than its strict hold: {Charged} of {Held} nano-dollars, {Tokens} of {HeldTokens} tokens")]
    public static partial void BoundExceeded(this ILogger logger, string key, long charged, long held, long tokens, long heldTokens);
}
