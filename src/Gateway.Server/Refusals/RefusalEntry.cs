namespace Gateway.Server.Refusals;

/// <summary>One row of the table of refusals.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Type">OpenAI's error type.</param>
/// <param name="Code">The code that programs compare.</param>
/// <param name="Message">What to do, for people; no amounts.</param>
public sealed record RefusalEntry(int Status, string Type, string Code, string Message)
{
    /// <summary>The request's member that is to blame, or null.</summary>
    public string? Param { get; init; }

    /// <summary>The limit that was hit: <c>cost</c>, <c>tokens</c>, or null.</summary>
    public string? Limit { get; init; }

    /// <summary>A short wait cures it: the answer says when to come back.</summary>
    public bool IsCuredByWaiting { get; init; }

    /// <summary>Nothing but a reset cures it: clients are told not to retry.</summary>
    public bool IsCuredByReset { get; init; }
}
