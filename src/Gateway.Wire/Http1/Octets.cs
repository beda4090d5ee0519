using System.Buffers;

namespace Gateway.Wire.Http1;

/// <summary>Sets of bytes that the grammar names, for vectorised searches; all immutable.</summary>
internal static class Octets
{
    /// <summary>tchar of RFC 9110 section 5.6.2: what names and methods are made of.</summary>
    public static readonly SearchValues<byte> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>What no line may contain (RFC 9110 section 5.5): controls other than HTAB, and so also what ends a line.</summary>
    public static readonly SearchValues<byte> Controls = SearchValues.Create(
        0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 127);

    /// <summary>What a path is made of (RFC 3986 section 3.3), without "%".</summary>
    public static readonly SearchValues<byte> Path =
        SearchValues.Create("/-._~!$&'()*+,;=:@0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>
    /// What a query is made of (RFC 3986 section 3.4), without "%"; and the brackets and braces that browsers and curl leave unescaped there
    /// (WHATWG URL, query percent-encode set), on which no two parsers of a request line disagree.
    /// </summary>
    public static readonly SearchValues<byte> Query =
        SearchValues.Create("/?-._~!$&'()*+,;=:@[]{}|^`0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>What a host name is made of here: unreserved of RFC 3986. Its sub-delims and escapes stand in no name that resolves.</summary>
    public static readonly SearchValues<byte> HostName =
        SearchValues.Create("-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>What stands between the brackets of an IPv6 address, dotted IPv4 tail included; no zone.</summary>
    public static readonly SearchValues<byte> Ipv6 = SearchValues.Create(":.0123456789ABCDEFabcdef"u8);

    /// <summary>True for the two kinds of optional white space (RFC 9110 section 5.6.3).</summary>
    public static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t';

    /// <summary>The value of a hexadecimal digit, or -1.</summary>
    public static int HexValue(byte value) => value switch
    {
        >= (byte)'0' and <= (byte)'9' => value - '0',
        >= (byte)'a' and <= (byte)'f' => value - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => value - 'A' + 10,
        _ => -1,
    };
}
