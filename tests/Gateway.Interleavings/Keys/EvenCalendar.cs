using Gateway.Core.Keys;
using Gateway.Core.Limits;

namespace Gateway.Interleavings.Keys;

/// <summary>Periods of even length, so that tests can reckon them: an hour is 100 ticks, each longer period ten times the one before. Zones other than UTC are half an hour off.</summary>
public sealed class EvenCalendar(ResetPeriod period, string timeZone) : IResetCalendar
{
    public const long Hour = 100;

    public ResetPeriod Period => period;

    public string TimeZone => timeZone;

    public static IResetCalendar Of(KeyRecord record) =>
        record.ResetPeriod == ResetPeriod.None ? new NoReset(record.TimeZone) : new EvenCalendar(record.ResetPeriod, record.TimeZone);

    public PeriodBounds Containing(long wall)
    {
        var length = Hour;
        for (var i = ResetPeriod.Hourly; i < period; i++)
            length *= 10;
        var offset = timeZone == "UTC" ? 0 : Hour / 2;
        var start = ((wall - offset) / length * length) + offset;
        return new(start, start + length);
    }
}
