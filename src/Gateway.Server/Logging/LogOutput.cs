using Gateway.Server.Configuration;
using Microsoft.Extensions.Logging.Console;

namespace Gateway.Server.Logging;

/// <summary>Where the process's own words go: one line each on standard error, never waiting for whoever reads them.</summary>
public static class LogOutput
{
    // Lines that may wait for a slow reader before they are dropped.
    private const int QueueLength = 4096;

    /// <summary>Makes the factory; owned by the caller.</summary>
    public static ILoggerFactory Create(LogSettings settings) => LoggerFactory.Create(builder =>
    {
        builder.SetMinimumLevel(settings.Level);
        // The framework speaks of single connections below this.
        builder.AddFilter("Microsoft", LogLevel.Warning);
        builder.AddFilter("System", LogLevel.Warning);
        // It logs a failed start with its stack, which a line of ours has told already.
        builder.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.AddConsole(console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            console.MaxQueueLength = QueueLength;
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
            console.FormatterName = settings.Format == LogFormat.Json ? ConsoleFormatterNames.Json : ConsoleFormatterNames.Simple;
        });
        builder.Services.Configure<SimpleConsoleFormatterOptions>(line =>
        {
            line.SingleLine = true;
            line.UseUtcTimestamp = true;
            line.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            line.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        builder.Services.Configure<JsonConsoleFormatterOptions>(json =>
        {
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        });
    });
}
