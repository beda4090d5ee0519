namespace Gateway.Server.Configuration;

/// <summary>What the process says about itself on standard error. Immutable.</summary>
public sealed record LogSettings
{
    /// <summary>How a line looks.</summary>
    public LogFormat Format { get; init; } = LogFormat.Line;

    /// <summary>The least level that is written.</summary>
    public LogLevel Level { get; init; } = LogLevel.Information;
}

/// <summary>How a log line looks.</summary>
public enum LogFormat : byte
{
    /// <summary>One line of text.</summary>
    Line,

    /// <summary>One JSON object a line.</summary>
    Json,
}
