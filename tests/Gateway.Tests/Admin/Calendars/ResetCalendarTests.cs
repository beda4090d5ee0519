using CsCheck;
using Gateway.Admin.Calendars;
using Gateway.Core.Keys;
using Gateway.Core.Limits;
using NodaTime;
using Xunit;

namespace Gateway.Tests.Admin.Calendars;

public sealed class ResetCalendarTests
{
    private static readonly string[] Zones = [.. DateTimeZoneProviders.Tzdb.Ids];
    private static readonly ResetPeriod[] Periods = Enum.GetValues<ResetPeriod>();
    private static readonly Gen<long> Walls = Gen.Long[new DateTime(1850, 1, 1).Ticks, new DateTime(2150, 1, 1).Ticks];

    [Theory]
    // Berlin, clocks forward on 2026-03-29 at 02:00: that day has 23 hours.
    [InlineData("Europe/Berlin", ResetPeriod.Daily, "2026-03-29T12:00Z", "2026-03-28T23:00Z", "2026-03-29T22:00Z")]
    // Berlin, clocks back on 2026-10-25 at 03:00: 25 hours.
    [InlineData("Europe/Berlin", ResetPeriod.Daily, "2026-10-25T12:00Z", "2026-10-24T22:00Z", "2026-10-25T23:00Z")]
    [InlineData("Europe/Berlin", ResetPeriod.Monthly, "2026-10-25T12:00Z", "2026-09-30T22:00Z", "2026-10-31T23:00Z")]
    // The hour that Berlin shows twice is two periods.
    [InlineData("Europe/Berlin", ResetPeriod.Hourly, "2026-10-25T00:30Z", "2026-10-25T00:00Z", "2026-10-25T01:00Z")]
    [InlineData("Europe/Berlin", ResetPeriod.Hourly, "2026-10-25T01:30Z", "2026-10-25T01:00Z", "2026-10-25T02:00Z")]
    // Offsets of a part of an hour.
    [InlineData("Asia/Kolkata", ResetPeriod.Hourly, "2026-01-01T00:10Z", "2025-12-31T23:30Z", "2026-01-01T00:30Z")]
    [InlineData("Asia/Kathmandu", ResetPeriod.Daily, "2026-01-01T00:00Z", "2025-12-31T18:15Z", "2026-01-01T18:15Z")]
    [InlineData("Pacific/Chatham", ResetPeriod.Daily, "2026-01-01T00:00Z", "2025-12-31T10:15Z", "2026-01-01T10:15Z")]
    // Lord Howe goes back by half an hour on 2026-04-05 at 02:00: a period ends there.
    [InlineData("Australia/Lord_Howe", ResetPeriod.Hourly, "2026-04-04T14:59Z", "2026-04-04T14:00Z", "2026-04-04T15:00Z")]
    [InlineData("Australia/Lord_Howe", ResetPeriod.Hourly, "2026-04-04T15:10Z", "2026-04-04T15:00Z", "2026-04-04T15:30Z")]
    // Sao Paulo had no midnight on 2018-11-04: the day began at 01:00.
    [InlineData("America/Sao_Paulo", ResetPeriod.Daily, "2018-11-04T12:00Z", "2018-11-04T03:00Z", "2018-11-05T02:00Z")]
    [InlineData("America/Sao_Paulo", ResetPeriod.Daily, "2018-11-03T12:00Z", "2018-11-03T03:00Z", "2018-11-04T03:00Z")]
    // Samoa left out the whole of 2011-12-30.
    [InlineData("Pacific/Apia", ResetPeriod.Daily, "2011-12-30T09:59Z", "2011-12-29T10:00Z", "2011-12-30T10:00Z")]
    [InlineData("Pacific/Apia", ResetPeriod.Daily, "2011-12-30T10:00Z", "2011-12-30T10:00Z", "2011-12-31T10:00Z")]
    // St. John's went back at 00:01, so its midnight came twice; the first one counts.
    [InlineData("America/St_Johns", ResetPeriod.Daily, "2010-11-07T02:30Z", "2010-11-07T02:30Z", "2010-11-08T03:30Z")]
    [InlineData("America/St_Johns", ResetPeriod.Daily, "2010-11-07T03:00Z", "2010-11-07T02:30Z", "2010-11-08T03:30Z")]
    [InlineData("UTC", ResetPeriod.Weekly, "2026-11-23T00:00Z", "2026-11-23T00:00Z", "2026-11-30T00:00Z")]
    [InlineData("UTC", ResetPeriod.Weekly, "2026-11-22T23:59Z", "2026-11-16T00:00Z", "2026-11-23T00:00Z")]
    [InlineData("UTC", ResetPeriod.Quarterly, "2026-11-23T00:00Z", "2026-10-01T00:00Z", "2027-01-01T00:00Z")]
    [InlineData("UTC", ResetPeriod.Yearly, "2024-02-29T00:00Z", "2024-01-01T00:00Z", "2025-01-01T00:00Z")]
    [InlineData("America/New_York", ResetPeriod.Yearly, "2027-01-01T04:59Z", "2026-01-01T05:00Z", "2027-01-01T05:00Z")]
    public void A_period_begins_and_ends_by_the_local_calendar(string zone, ResetPeriod period, string at, string start, string end)
    {
        var bounds = ResetCalendars.For(period, zone).Containing(Ticks(at));

        Assert.Equal((Ticks(start), Ticks(end)), (bounds.StartsAt, bounds.EndsAt));
    }

    [Fact]
    public void Periods_contain_their_instant_and_tile_the_time_line_in_every_zone() =>
        Gen.Select(Gen.Int[0, Zones.Length - 1].Select(i => Zones[i]), Gen.Int[0, Periods.Length - 1].Select(i => Periods[i]), Walls).Sample((zone, period, wall) =>
        {
            var calendar = ResetCalendars.For(period, zone);
            var bounds = calendar.Containing(wall);
            Assert.True(bounds.Contains(wall));
            Assert.Equal(bounds, calendar.Containing(bounds.StartsAt));
            if (period == ResetPeriod.None)
                return;
            Assert.Equal(bounds, calendar.Containing(bounds.EndsAt - 1));
            Assert.Equal(bounds.EndsAt, calendar.Containing(bounds.EndsAt).StartsAt);
            Assert.Equal(bounds.StartsAt, calendar.Containing(bounds.StartsAt - 1).EndsAt);
        }, iter: 4_000);

    [Fact]
    public void Periods_tile_around_every_change_of_a_clock() =>
        Gen.Select(Gen.Int[0, Zones.Length - 1].Select(i => Zones[i]), Gen.Int[0, Periods.Length - 1].Select(i => Periods[i]), Gen.Int[0, 400], Gen.Long[-2 * TimeSpan.TicksPerHour, 2 * TimeSpan.TicksPerHour])
            .Sample((id, period, skip, offset) =>
            {
                var zone = DateTimeZoneProviders.Tzdb[id];
                var changes = zone.GetZoneIntervals(Instant.FromUtc(1850, 1, 1, 0, 0), Instant.FromUtc(2050, 1, 1, 0, 0)).Where(i => i.HasStart).ToArray();
                if (changes.Length == 0 || period == ResetPeriod.None)
                    return;
                var wall = changes[skip % changes.Length].Start.ToDateTimeUtc().Ticks + offset;
                var calendar = ResetCalendars.For(period, id);
                var bounds = calendar.Containing(wall);
                Assert.True(bounds.Contains(wall));
                Assert.Equal(bounds.EndsAt, calendar.Containing(bounds.EndsAt).StartsAt);
                Assert.Equal(bounds.StartsAt, calendar.Containing(bounds.StartsAt - 1).EndsAt);
            }, iter: 1_500);

    [Fact]
    public void Periods_of_dates_begin_at_the_first_moment_of_a_local_date() =>
        Gen.Select(Gen.Int[0, Zones.Length - 1].Select(i => Zones[i]), Gen.Int[0, Periods.Length - 1].Select(i => Periods[i]), Walls).Sample((id, period, wall) =>
        {
            if (period is ResetPeriod.None or ResetPeriod.Hourly)
                return;
            var zone = DateTimeZoneProviders.Tzdb[id];
            var start = Instant.FromDateTimeUtc(new DateTime(ResetCalendars.For(period, id).Containing(wall).StartsAt, DateTimeKind.Utc));
            var local = start.InZone(zone).LocalDateTime;
            var before = (start - Duration.Epsilon).InZone(zone).LocalDateTime;
            Assert.True(local.TimeOfDay == LocalTime.Midnight || local.Date > before.Date, $"{local} after {before}");
            // A zone may leave a date out, so a month may begin on its second; no later than that.
            if (period == ResetPeriod.Weekly)
                Assert.Contains(local.DayOfWeek, (IsoDayOfWeek[])[IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday]);
            if (period is ResetPeriod.Monthly or ResetPeriod.Quarterly or ResetPeriod.Yearly)
                Assert.InRange(local.Day, 1, 2);
            if (period == ResetPeriod.Quarterly)
                Assert.Equal(1, local.Month % 3);
            if (period == ResetPeriod.Yearly)
                Assert.Equal(1, local.Month);
        }, iter: 3_000);

    [Fact]
    public void Hours_are_never_longer_than_an_hour_and_begin_on_the_full_hour_unless_the_clock_changed() =>
        Gen.Select(Gen.Int[0, Zones.Length - 1].Select(i => Zones[i]), Walls).Sample((id, wall) =>
        {
            var bounds = ResetCalendars.For(ResetPeriod.Hourly, id).Containing(wall);
            Assert.InRange(bounds.EndsAt - bounds.StartsAt, 1, TimeSpan.TicksPerHour);
            var zone = DateTimeZoneProviders.Tzdb[id];
            var start = Instant.FromDateTimeUtc(new DateTime(bounds.StartsAt, DateTimeKind.Utc));
            var local = start.InZone(zone);
            Assert.True(local.Minute == 0 && local.Second == 0 || zone.GetZoneInterval(start).Start == start, $"{local}");
        }, iter: 3_000);

    [Fact]
    public void The_ends_of_time_are_in_some_period()
    {
        foreach (var zone in (string[])["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"])
        {
            foreach (var period in Periods)
            {
                foreach (var wall in (long[])[0, 1, DateTime.MaxValue.Ticks - 1, DateTime.MaxValue.Ticks, new DateTime(9998, 1, 2).Ticks])
                    Assert.True(ResetCalendars.For(period, zone).Containing(wall).Contains(wall), $"{zone} {period} {wall}");
            }
        }
    }

    [Fact]
    public void Keys_with_the_same_settings_share_one_calendar()
    {
        var calendar = ResetCalendars.For(ResetPeriod.Daily, "Asia/Tokyo");

        Assert.Same(calendar, ResetCalendars.For(ResetPeriod.Daily, "Asia/Tokyo"));
        Assert.NotSame(calendar, ResetCalendars.For(ResetPeriod.Daily, "Asia/Seoul"));
        Assert.All(Periods, period => Assert.Equal((period, "Asia/Tokyo"), Settings(ResetCalendars.For(period, "Asia/Tokyo"))));
    }

    [Theory]
    [InlineData("UTC", true)]
    [InlineData("Europe/Berlin", true)]
    [InlineData("europe/berlin", false)]
    [InlineData("UTC+01:00", false)]
    [InlineData("Mars/Olympus", false)]
    [InlineData("", false)]
    public void Only_names_of_the_database_are_zones(string name, bool known) => Assert.Equal(known, ResetCalendars.IsZone(name));

    private static (ResetPeriod, string) Settings(IResetCalendar calendar) => (calendar.Period, calendar.TimeZone);

    private static long Ticks(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).UtcTicks;
}
