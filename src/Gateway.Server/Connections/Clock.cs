using System.Diagnostics;
using Gateway.Core;

namespace Gateway.Server.Connections;

/// <summary>The one place where the data plane reads its clocks.</summary>
internal static class Clock
{
    // Core counts in ticks of 100 µs; the offset keeps the first reading above zero and away from every window's beginning.
    private const long TicksPerSecond = 10_000;
    private const long Offset = 3600 * TicksPerSecond;

    private static readonly long s_origin = Stopwatch.GetTimestamp();
    private static readonly long s_perTick = Stopwatch.Frequency / TicksPerSecond;

    /// <summary>Monotonic time and wall clock, together.</summary>
    public static TimeReading Read() => new(Offset + ((Stopwatch.GetTimestamp() - s_origin) / s_perTick), DateTime.UtcNow.Ticks);
}
