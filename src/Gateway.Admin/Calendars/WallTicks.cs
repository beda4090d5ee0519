using NodaTime;

namespace Gateway.Admin.Calendars;

/// <summary>UTC <see cref="DateTime.Ticks"/> and NodaTime's instants.</summary>
internal static class WallTicks
{
    /// <summary>The instant of a wall clock reading.</summary>
    public static Instant ToInstant(long wall) => Instant.FromUnixTimeTicks(wall - DateTime.UnixEpoch.Ticks);

    /// <summary>The wall clock reading of an instant; one before the year 1 is 0.</summary>
    public static long From(Instant instant) => Math.Max(0, instant.ToUnixTimeTicks() + DateTime.UnixEpoch.Ticks);
}
