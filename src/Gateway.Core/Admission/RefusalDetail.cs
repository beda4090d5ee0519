namespace Gateway.Core.Admission;

/// <summary>What a refused client is told about coming back.</summary>
/// <param name="RetryAfterMilliseconds">How long to wait, where a short wait cures: 1 to 60,001; else 0.</param>
/// <param name="ResetAt">When the used-up limit starts anew, UTC ticks; 0 if it does not, or is not what refused.</param>
/// <param name="Limit">The limit per period that refused.</param>
public readonly record struct RefusalDetail(int RetryAfterMilliseconds, long ResetAt, LimitKind Limit)
{
    /// <summary>What is said where the true wait is not known, in milliseconds.</summary>
    public const int UnknownWaitMilliseconds = 1000;

    /// <summary>For <c>Retry-After</c>: whole seconds, rounded up, 1 to 60; 0 where a short wait does not cure.</summary>
    public int RetryAfterSeconds => RetryAfterMilliseconds == 0 ? 0 : Math.Clamp((RetryAfterMilliseconds + 999) / 1000, 1, 60);
}
