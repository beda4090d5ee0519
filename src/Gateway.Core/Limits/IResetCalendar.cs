using Gateway.Core.Keys;

namespace Gateway.Core.Limits;

/// <summary>
/// Knows the reset periods of one kind in one time zone. Immutable and thread-safe; one instance serves every key with the same two settings, and
/// a key's policy keeps both only by it. Asked when a period ends or is first met, never in between.
/// </summary>
public interface IResetCalendar
{
    /// <summary>The kind of period.</summary>
    ResetPeriod Period { get; }

    /// <summary>The IANA name of the time zone.</summary>
    string TimeZone { get; }

    /// <summary>The period that contains an instant (UTC ticks). Periods are adjacent: the end of one is the start of the next.</summary>
    PeriodBounds Containing(long wall);
}
