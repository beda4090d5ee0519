namespace Gateway.Server.Refusals;

/// <summary>A refusal of one request: which, and when to come back.</summary>
/// <param name="Code">Which.</param>
/// <param name="RetryAfterMilliseconds">The true wait where it is known, else 0.</param>
/// <param name="ResetAt">Wall-clock ticks (UTC) at which a used-up limit is available again; 0 if never, or if no limit is used up.</param>
public readonly record struct Refusal(RefusalCode Code, long RetryAfterMilliseconds = 0, long ResetAt = 0)
{
    /// <summary>The longest wait that a client is told, in milliseconds: SDKs sleep for whatever is said.</summary>
    public const long LongestWait = 60_000;

    /// <summary>The wait where the true one is not known, in milliseconds.</summary>
    public const long UnknownWait = 1_000;

    /// <summary>The wait that the client is told, in milliseconds.</summary>
    public long ToldWait => RetryAfterMilliseconds <= 0 ? UnknownWait : Math.Min(RetryAfterMilliseconds, LongestWait);
}
