namespace Gateway.Server.Configuration;

/// <summary>Reads <c>Gateway:Limits</c>. The bounds keep a slip of the pen from switching a protection off; the relations keep one limit from making another one meaningless.</summary>
internal static class LimitsReader
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The limits; defaults where something is bad.</summary>
    public static GatewayLimits Read(SettingsGroup group)
    {
        var d = new GatewayLimits();
        var limits = new GatewayLimits
        {
            HeadBytes = (int)group.Size("HeadBytes", d.HeadBytes, 1024, 1 << 20),
            HeadTimeout = group.Duration("HeadTimeout", d.HeadTimeout, Tick, Day),
            HandshakeTimeout = group.Duration("HandshakeTimeout", d.HandshakeTimeout, Tick, Day),
            BodyBytes = group.Size("BodyBytes", d.BodyBytes, 1024, 1L << 40),
            MinBodyBytesPerSecond = group.Integer("MinBodyBytesPerSecond", d.MinBodyBytesPerSecond, 0, 1 << 30),
            HeldBodyBytes = (int)group.Size("HeldBodyBytes", d.HeldBodyBytes, 1024, 1 << 30),
            HeldBodyBytesTotal = group.Size("HeldBodyBytesTotal", d.HeldBodyBytesTotal, 1024, 1L << 40),
            IdleTimeout = group.Duration("IdleTimeout", d.IdleTimeout, Tick, Day),
            WriteTimeout = group.Duration("WriteTimeout", d.WriteTimeout, Tick, Day),
            Connections = group.Integer("Connections", d.Connections, 1, 10_000_000),
            DrainTimeout = group.Duration("DrainTimeout", d.DrainTimeout, TimeSpan.Zero, Day),
            HalfCloseGrace = group.Duration("HalfCloseGrace", d.HalfCloseGrace, TimeSpan.Zero, Day),
        };
        if (limits.HeldBodyBytesTotal < limits.HeldBodyBytes)
        {
            group.Problem("HeldBodyBytesTotal",
                $"is {SettingValue.ShowSize(limits.HeldBodyBytesTotal)}, less than HeldBodyBytes ({SettingValue.ShowSize(limits.HeldBodyBytes)}); one request must fit");
        }
        return limits;
    }
}
