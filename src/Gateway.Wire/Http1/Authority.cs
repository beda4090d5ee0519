using System.Text;

namespace Gateway.Wire.Http1;

/// <summary>Judges "host" and "host:port" as they stand in Host and in absolute-form targets (RFC 9110 section 7.2, RFC 3986 section 3.2.2).</summary>
internal static class Authority
{
    /// <summary>True for a host name, an IPv4 address or a bracketed IPv6 address, with an optional port up to 65535.</summary>
    public static bool IsValid(ReadOnlySpan<byte> authority)
    {
        int hostLength = HostLength(authority);
        if (hostLength <= 0)
            return false;
        var rest = authority[hostLength..];
        return rest.IsEmpty || (rest[0] == ':' && IsPort(rest[1..]));
    }

    /// <summary>True if both, each valid, name the same host and port; no port, an empty one and the scheme's own are the same.</summary>
    public static bool AreSame(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other, bool isHttps) =>
        Ascii.EqualsIgnoreCase(WithoutDefaultPort(one, isHttps), WithoutDefaultPort(other, isHttps));

    private static int HostLength(ReadOnlySpan<byte> authority)
    {
        if (authority.IsEmpty || authority[0] != '[')
        {
            int end = authority.IndexOfAnyExcept(Octets.HostName);
            return end < 0 ? authority.Length : end;
        }

        int close = authority.IndexOf((byte)']');
        if (close is < 3 or > 46)
            return -1;
        var address = authority[1..close];
        return address.IndexOfAnyExcept(Octets.Ipv6) < 0 && address.Count((byte)':') is >= 2 and <= 7 ? close + 1 : -1;
    }

    private static bool IsPort(ReadOnlySpan<byte> digits)
    {
        int port = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            port = (port * 10) + digit - '0';
            if (port > 65535)
                return false;
        }

        return true;
    }

    private static ReadOnlySpan<byte> WithoutDefaultPort(ReadOnlySpan<byte> authority, bool isHttps)
    {
        int hostLength = HostLength(authority);
        var port = authority[hostLength..];
        return port.Length == 1 || port.SequenceEqual(isHttps ? ":443"u8 : ":80"u8) ? authority[..hostLength] : authority;
    }
}
