using System.Collections.Concurrent;
using Gateway.Core.Keys;
using Gateway.Core.Limits;
using NodaTime;
using NodaTime.TimeZones;

namespace Gateway.Admin.Calendars;

/// <summary>
/// The calendars by which keys' periods reset: one instance for each period and zone, shared by all keys that use it. Any thread.
/// Time zones come from the IANA database that NodaTime carries, so every machine has the same.
/// </summary>
public static class ResetCalendars
{
    private static readonly ConcurrentDictionary<(ResetPeriod Period, string Zone), IResetCalendar> Known = new();
    private static readonly HashSet<string> ZoneNames = new(DateTimeZoneProviders.Tzdb.Ids, StringComparer.Ordinal);

    /// <summary>The names of all zones.</summary>
    public static IEnumerable<string> Zones => ZoneNames;

    /// <summary>The version of the time zone database, such as <c>2026b</c>.</summary>
    public static string DatabaseVersion => TzdbDateTimeZoneSource.Default.TzdbVersion;

    /// <summary>Whether a name is a zone of the database; letters count as they are written there.</summary>
    /// <param name="zone">A name.</param>
    public static bool IsZone(string zone) => ZoneNames.Contains(zone);

    /// <summary>The calendar of a period in a zone.</summary>
    /// <param name="period">How often it resets.</param>
    /// <param name="zone">An IANA name.</param>
    /// <exception cref="DateTimeZoneNotFoundException">There is no such zone.</exception>
    public static IResetCalendar For(ResetPeriod period, string zone) =>
        Known.GetOrAdd((period, zone), static key => Create(key.Period, DateTimeZoneProviders.Tzdb[key.Zone]));

    private static IResetCalendar Create(ResetPeriod period, DateTimeZone zone) => period switch
    {
        ResetPeriod.None => new NoReset(zone.Id),
        ResetPeriod.Hourly => new HourCalendar(zone),
        ResetPeriod.Daily => new DateCalendar(period, zone, date => date, date => date.PlusDays(1), date => date.PlusDays(-1)),
        ResetPeriod.Weekly => new DateCalendar(
            period, zone, date => date.PlusDays(1 - (int)date.DayOfWeek), date => date.PlusDays(7), date => date.PlusDays(-7)),
        ResetPeriod.Monthly => Months(period, zone, 1),
        ResetPeriod.Quarterly => Months(period, zone, 3),
        ResetPeriod.Yearly => Months(period, zone, 12),
        _ => throw new ArgumentOutOfRangeException(nameof(period), period, "no such period"),
    };

    private static DateCalendar Months(ResetPeriod period, DateTimeZone zone, int months) => new(
        period,
        zone,
        date => new LocalDate(date.Year, date.Month - ((date.Month - 1) % months), 1),
        date => date.PlusMonths(months),
        date => date.PlusMonths(-months));
}
