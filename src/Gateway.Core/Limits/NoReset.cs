using Gateway.Core.Keys;

namespace Gateway.Core.Limits;

/// <summary>The calendar of keys whose counters never start anew by themselves: one period without beginning or end.</summary>
/// <param name="timeZone">Kept for the day on which the key gets a reset period.</param>
public sealed class NoReset(string timeZone = "UTC") : IResetCalendar
{
    /// <inheritdoc/>
    public ResetPeriod Period => ResetPeriod.None;

    /// <inheritdoc/>
    public string TimeZone { get; } = timeZone;

    /// <inheritdoc/>
    public PeriodBounds Containing(long wall) => new(0, PeriodBounds.Never);
}
