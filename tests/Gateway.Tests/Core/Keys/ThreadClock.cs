using System.Diagnostics;
using System.Globalization;

namespace Gateway.Tests.Core.Keys;

/// <summary>Time that this thread has had a processor, so that what else a machine does is not measured; wall time where the kernel does not tell.</summary>
internal static class ThreadClock
{
    private const string Path = "/proc/thread-self/schedstat";

    private static readonly bool IsKnown = File.Exists(Path) && Read() > 0;

    internal static TimeSpan Now => IsKnown ? TimeSpan.FromTicks(Read() / 100) : Stopwatch.GetElapsedTime(0);

    /// <summary>Nanoseconds on a processor: the first number (Linux, Documentation/scheduler/sched-stats.rst).</summary>
    private static long Read() => long.Parse(File.ReadAllText(Path).Split(' ')[0], CultureInfo.InvariantCulture);
}
