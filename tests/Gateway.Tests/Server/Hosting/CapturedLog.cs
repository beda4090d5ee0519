using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Server.Hosting;

/// <summary>Keeps what is logged. Thread-safe.</summary>
internal sealed class CapturedLog<T> : ILogger<T>
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();

    public IReadOnlyList<(LogLevel Level, string Text)> Lines => [.. _lines];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue((logLevel, formatter(state, exception)));

    public async Task WaitForAsync(string text)
    {
        for (var i = 0; i < 500; i++)
        {
            if (_lines.Any(l => l.Text.Contains(text, StringComparison.Ordinal)))
                return;
            await Task.Delay(20);
        }
        throw new TimeoutException($"no line with '{text}': {string.Join('\n', _lines)}");
    }
}
