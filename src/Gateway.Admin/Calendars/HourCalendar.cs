using Gateway.Core.Keys;
using Gateway.Core.Limits;
using NodaTime;
using NodaTime.TimeZones;

namespace Gateway.Admin.Calendars;

/// <summary>
/// Periods of one hour by the local clock. Clocks set forward or back by whole hours leave the sequence as it is (an hour that is shown twice
/// is two periods); where they change by a part of an hour, a period ends early and the next begins there. Immutable.
/// </summary>
/// <param name="zone">The zone.</param>
internal sealed class HourCalendar(DateTimeZone zone) : IResetCalendar
{
    /// <inheritdoc/>
    public ResetPeriod Period => ResetPeriod.Hourly;

    /// <inheritdoc/>
    public string TimeZone => zone.Id;

    /// <inheritdoc/>
    public PeriodBounds Containing(long wall)
    {
        var interval = zone.GetZoneInterval(WallTicks.ToInstant(wall));
        var start = wall - Mod(wall + interval.WallOffset.Ticks);
        return new(CutStart(interval, start), CutEnd(interval, start + TimeSpan.TicksPerHour));
    }

    private long CutStart(ZoneInterval interval, long start)
    {
        for (var at = interval; at.HasStart && start < WallTicks.From(at.Start);)
        {
            var before = zone.GetZoneInterval(at.Start - Duration.Epsilon);
            if (Minutes(before) != Minutes(interval))
                return WallTicks.From(at.Start);
            at = before;
        }

        return Math.Max(0, start);
    }

    private long CutEnd(ZoneInterval interval, long end)
    {
        for (var at = interval; at.HasEnd && end > WallTicks.From(at.End);)
        {
            var after = zone.GetZoneInterval(at.End);
            if (Minutes(after) != Minutes(interval))
                return WallTicks.From(at.End);
            at = after;
        }

        // An end past the last moment that the clock can show does not come.
        return end > DateTime.MaxValue.Ticks ? PeriodBounds.Never : end;
    }

    private static long Minutes(ZoneInterval interval) => Mod(interval.WallOffset.Ticks);

    private static long Mod(long ticks)
    {
        var rest = ticks % TimeSpan.TicksPerHour;
        return rest < 0 ? rest + TimeSpan.TicksPerHour : rest;
    }
}
