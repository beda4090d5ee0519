using System.Text;

namespace Gateway.Server.Connections;

/// <summary>The Date header (RFC 9110 section 6.6.1) of answers that the gateway makes itself, renewed by the sweep. Thread-safe.</summary>
internal sealed class DateLine
{
    private volatile byte[] _bytes = Compose(DateTimeOffset.UtcNow);
    private long _second;

    /// <summary>The whole line, CRLF included.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>Brings the line up to date. One caller at a time.</summary>
    public void Renew(DateTimeOffset now)
    {
        long second = now.ToUnixTimeSeconds();
        if (second == _second)
            return;
        _second = second;
        _bytes = Compose(now);
    }

    private static byte[] Compose(DateTimeOffset now) => Encoding.ASCII.GetBytes($"Date: {now:R}\r\n");
}
