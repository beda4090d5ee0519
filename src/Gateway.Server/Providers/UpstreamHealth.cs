using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Gateway.Server.Configuration;

namespace Gateway.Server.Providers;

/// <summary>
/// What is known about each provider, one log line per change and none per request. A provider that fails every other request would
/// change with each of them: after a change the next one of the same provider is believed a second later at the earliest.
/// Thread-safe; a report that changes nothing is one volatile read.
/// </summary>
public sealed partial class UpstreamHealth(ImmutableArray<ProviderSettings> providers, TimeProvider time, ILogger<UpstreamHealth> logger)
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    private readonly Line[] _lines = [.. providers.Select(p => new Line(p.Name))];

    /// <summary>The last state that was believed.</summary>
    /// <param name="provider">Index in <see cref="GatewaySettings.Providers"/>.</param>
    public UpstreamState this[int provider] => (UpstreamState)_lines[provider].State;

    /// <summary>Says how an exchange went.</summary>
    /// <param name="provider">Index in <see cref="GatewaySettings.Providers"/>.</param>
    /// <param name="state">What it showed.</param>
    /// <param name="detail">For the log: an exception's message or a status. Never a credential.</param>
    public void Report(int provider, UpstreamState state, string? detail = null)
    {
        var line = _lines[provider];
        if (line.State != (int)state)
            Change(line, state, detail);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Change(Line line, UpstreamState state, string? detail)
    {
        UpstreamState before;
        lock (line)
        {
            var now = time.GetTimestamp();
            before = (UpstreamState)line.State;
            if (before == state || (before != UpstreamState.Unknown && time.GetElapsedTime(line.ChangedAt, now) < Settling))
                return;
            line.ChangedAt = now;
            line.State = (int)state;
        }
        if (state == UpstreamState.Healthy)
            LogHealthy(line.Provider, before);
        else
            LogUnhealthy(line.Provider, state, before, detail ?? "no detail");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Provider {Provider} answers (was {Before})")]
    private partial void LogHealthy(string provider, UpstreamState before);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Provider {Provider} is {State} (was {Before}): {Detail}")]
    private partial void LogUnhealthy(string provider, UpstreamState state, UpstreamState before, string detail);

    private sealed class Line(string provider)
    {
        public volatile int State;
        public long ChangedAt;

        public string Provider { get; } = provider;
    }
}
