using System.Globalization;

namespace Gateway.Admin.Json;

/// <summary>Times as RFC 3339 has them, read with any offset, written in UTC.</summary>
internal static class Rfc3339
{
    /// <summary>Most characters that <see cref="Format"/> writes.</summary>
    public const int MaxLength = 28;

    private static readonly string[] Formats = [@"yyyy-MM-dd\THH:mm:ss.FFFFFFF\Z", @"yyyy-MM-dd\THH:mm:ss.FFFFFFFzzz"];

    /// <summary>Reads a time with seconds, up to seven decimal places and an offset.</summary>
    /// <param name="text">The text.</param>
    /// <param name="ticks">UTC <see cref="DateTime.Ticks"/>.</param>
    public static bool TryParse(string text, out long ticks)
    {
        var read = DateTimeOffset.TryParseExact(
            text.ToUpperInvariant(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
        ticks = read ? time.UtcTicks : 0;
        return read && text[^1] != '.' && !text.Contains(".Z", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Writes a time with <c>Z</c> and as many decimal places as it needs.</summary>
    /// <param name="ticks">UTC <see cref="DateTime.Ticks"/>.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    /// <returns>Bytes written, all ASCII.</returns>
    public static int Format(long ticks, Span<byte> destination)
    {
        new DateTime(ticks, DateTimeKind.Utc).TryFormat(destination, out var written, @"yyyy-MM-dd\THH:mm:ss.FFFFFFF\Z", CultureInfo.InvariantCulture);
        return written;
    }
}
