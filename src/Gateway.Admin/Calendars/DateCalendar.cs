using Gateway.Core.Keys;
using Gateway.Core.Limits;
using NodaTime;

namespace Gateway.Admin.Calendars;

/// <summary>
/// Periods of whole local dates. A period begins at the first moment of its first date: midnight, the earlier one where a clock set back shows
/// it twice, the end of the gap where a clock set forward leaves it out (also where it leaves out the whole date). Immutable.
/// </summary>
/// <param name="period">What it is called.</param>
/// <param name="zone">The zone.</param>
/// <param name="first">The first date of the period that a date lies in.</param>
/// <param name="next">The first date of the period after.</param>
/// <param name="previous">The first date of the period before.</param>
internal sealed class DateCalendar(
    ResetPeriod period, DateTimeZone zone, Func<LocalDate, LocalDate> first, Func<LocalDate, LocalDate> next, Func<LocalDate, LocalDate> previous)
    : IResetCalendar
{
    // Before and after these the arithmetic would leave the calendar; nothing resets there any more.
    private static readonly long Earliest = new DateTime(3, 1, 1).Ticks;
    private static readonly long Latest = new DateTime(9997, 1, 1).Ticks;

    /// <inheritdoc/>
    public ResetPeriod Period => period;

    /// <inheritdoc/>
    public string TimeZone => zone.Id;

    /// <inheritdoc/>
    public PeriodBounds Containing(long wall)
    {
        if (wall < Earliest && Within(Earliest) is var earliest && wall < earliest.StartsAt)
            return new(0, earliest.StartsAt);
        if (wall >= Latest && Within(Latest) is var last)
            return wall < last.EndsAt ? last : new(last.EndsAt, PeriodBounds.Never);
        return Within(wall);
    }

    private PeriodBounds Within(long wall)
    {
        var instant = WallTicks.ToInstant(wall);
        var date = first(instant.InZone(zone).Date);
        // A clock set back across midnight shows a date again whose period has ended already.
        while (instant >= StartOf(next(date)))
            date = next(date);
        while (instant < StartOf(date))
            date = previous(date);
        return new(WallTicks.From(StartOf(date)), WallTicks.From(StartOf(next(date))));
    }

    private Instant StartOf(LocalDate date)
    {
        var mapping = zone.MapLocal(date.AtMidnight());
        return mapping.Count == 0 ? mapping.LateInterval.Start : mapping.First().ToInstant();
    }
}
