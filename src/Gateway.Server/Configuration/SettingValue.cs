using System.Globalization;

namespace Gateway.Server.Configuration;

/// <summary>The forms that values may have: durations, sizes, numbers, switches. Pure functions.</summary>
public static class SettingValue
{
    private static readonly (string Unit, double Seconds)[] DurationUnits = [("ms", 0.001), ("s", 1), ("m", 60), ("min", 60), ("h", 3600), ("d", 86400)];

    private static readonly (string Unit, long Bytes)[] SizeUnits =
    [
        ("", 1), ("B", 1), ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("kB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000),
    ];

    /// <summary><c>hh:mm:ss[.fff]</c>, <c>d.hh:mm:ss</c>, or a number with <c>ms</c>, <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>. A bare number is refused: .NET would take it for days.</summary>
    public static bool TryDuration(string text, out TimeSpan value)
    {
        text = text.Trim();
        if (text.Contains(':', StringComparison.Ordinal))
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);
        Split(text, out var number, out var unit);
        foreach (var (name, seconds) in DurationUnits)
        {
            if (!unit.Equals(name, StringComparison.OrdinalIgnoreCase)
                || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
                || amount > 100_000_000)
            {
                continue;
            }
            value = TimeSpan.FromTicks((long)(amount * (decimal)(seconds * TimeSpan.TicksPerSecond)));
            return true;
        }
        value = default;
        return false;
    }

    /// <summary>Bytes: a whole number, alone or with <c>KiB</c>, <c>MiB</c>, <c>GiB</c>, <c>kB</c>, <c>MB</c> or <c>GB</c>.</summary>
    public static bool TrySize(string text, out long value)
    {
        Split(text.Trim(), out var number, out var unit);
        foreach (var (name, bytes) in SizeUnits)
        {
            if (unit.Equals(name, StringComparison.OrdinalIgnoreCase)
                && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
                && amount <= long.MaxValue / bytes)
            {
                value = amount * bytes;
                return true;
            }
        }
        value = 0;
        return false;
    }

    /// <summary>A whole number without separators.</summary>
    public static bool TryInteger(string text, out long value) =>
        long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static bool TrySwitch(string text, out bool value) => bool.TryParse(text.Trim(), out value);

    /// <summary>The duration as the documentation writes it.</summary>
    public static string Show(TimeSpan value) =>
        value.Ticks % TimeSpan.TicksPerSecond == 0 ? value.ToString("c", CultureInfo.InvariantCulture) : value.ToString(@"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture);

    /// <summary>The size in the largest unit that gives a whole number.</summary>
    public static string ShowSize(long bytes) => bytes switch
    {
        >= 1L << 30 when bytes % (1L << 30) == 0 => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 30} GiB"),
        >= 1L << 20 when bytes % (1L << 20) == 0 => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20} MiB"),
        >= 1L << 10 when bytes % (1L << 10) == 0 => string.Create(CultureInfo.InvariantCulture, $"{bytes >> 10} KiB"),
        _ => bytes.ToString(CultureInfo.InvariantCulture),
    };

    private static void Split(string text, out ReadOnlySpan<char> number, out ReadOnlySpan<char> unit)
    {
        var end = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        number = text.AsSpan(0, end);
        unit = text.AsSpan(end).TrimStart();
    }
}
