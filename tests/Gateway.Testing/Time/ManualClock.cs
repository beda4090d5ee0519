namespace Gateway.Testing.Time;

/// <summary>Time that stands still until it is told to move, in Core's units. Not thread-safe.</summary>
public sealed class ManualClock
{
    /// <summary>Monotonic ticks in a second: one tick is 100 µs.</summary>
    public const long MonotonicTicksPerSecond = 10_000;

    /// <summary>Starts at a Monday, 2026-11-23 09:00:00 UTC, unless told otherwise; the monotonic clock at one hour.</summary>
    public ManualClock(DateTime? start = null)
    {
        Wall = (start ?? new DateTime(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc)).Ticks;
    }

    /// <summary>100 µs ticks, above 0.</summary>
    public long Monotonic { get; private set; } = 3600 * MonotonicTicksPerSecond;

    /// <summary><see cref="DateTime.Ticks"/>, UTC.</summary>
    public long Wall { get; private set; }

    public DateTime WallTime => new(Wall, DateTimeKind.Utc);

    /// <summary>Moves both clocks.</summary>
    public void Advance(TimeSpan by)
    {
        if (by < TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(by), by, "time does not run backwards; see StepWall");
        Monotonic += by.Ticks / (TimeSpan.TicksPerSecond / MonotonicTicksPerSecond);
        Wall += by.Ticks;
    }

    /// <summary>Moves only the wall clock, forwards or backwards, as an operator or NTP does.</summary>
    public void StepWall(TimeSpan by) => Wall += by.Ticks;
}
