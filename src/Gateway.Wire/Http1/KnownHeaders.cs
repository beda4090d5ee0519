using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gateway.Wire.Http1;

/// <summary>Finds out which header a name is.</summary>
public static class KnownHeaders
{
    private const ulong HopByHop =
        1UL << (int)KnownHeader.Connection | 1UL << (int)KnownHeader.TransferEncoding | 1UL << (int)KnownHeader.Upgrade |
        1UL << (int)KnownHeader.KeepAlive | 1UL << (int)KnownHeader.ProxyConnection | 1UL << (int)KnownHeader.ProxyAuthenticate |
        1UL << (int)KnownHeader.ProxyAuthorization | 1UL << (int)KnownHeader.ProxyAuthenticationInfo | 1UL << (int)KnownHeader.TE |
        1UL << (int)KnownHeader.Trailer | 1UL << (int)KnownHeader.Http2Settings;

    private const ulong Forbidden = (HopByHop & ~(1UL << (int)KnownHeader.Trailer)) |
        1UL << (int)KnownHeader.Host | 1UL << (int)KnownHeader.ContentLength | 1UL << (int)KnownHeader.Expect |
        1UL << (int)KnownHeader.Authorization | 1UL << (int)KnownHeader.XApiKey | 1UL << (int)KnownHeader.ApiKey |
        1UL << (int)KnownHeader.XGoogApiKey | 1UL << (int)KnownHeader.Cookie | 1UL << (int)KnownHeader.SetCookie |
        1UL << (int)KnownHeader.WwwAuthenticate;

    /// <summary>True for headers that belong to one connection whether or not Connection names them (RFC 9110 section 7.6.1).</summary>
    public static bool IsHopByHop(KnownHeader header) => (HopByHop >> (int)header & 1) != 0;

    /// <summary>
    /// True for what must not be a trailer because someone might act on it (RFC 9110 section 6.5.1): framing, routing, credentials. Content
    /// format must not be one either, but is as harmless as any other trailer once dropped.
    /// </summary>
    public static bool IsForbiddenTrailer(KnownHeader header) => (Forbidden >> (int)header & 1) != 0;

    /// <summary>The header of this name, in whatever case; the name must be a token (RFC 9110 section 5.6.2).</summary>
    public static KnownHeader Of(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 => Is(name, "te"u8) ? KnownHeader.TE : KnownHeader.Other,
        4 => Is(name, "host"u8) ? KnownHeader.Host : Is(name, "date"u8) ? KnownHeader.Date : KnownHeader.Other,
        6 => OfSix(name),
        7 => OfSeven(name),
        9 => Is(name, "x-api-key"u8) ? KnownHeader.XApiKey : KnownHeader.Other,
        10 => OfTen(name),
        11 => Is(name, "retry-after"u8) ? KnownHeader.RetryAfter : KnownHeader.Other,
        12 => Is(name, "content-type"u8) ? KnownHeader.ContentType : Is(name, "x-request-id"u8) ? KnownHeader.XRequestId : KnownHeader.Other,
        >= 13 => OfLong(name),
        _ => KnownHeader.Other,
    };

    private static KnownHeader OfSix(ReadOnlySpan<byte> name) =>
        Is(name, "accept"u8) ? KnownHeader.Accept :
        Is(name, "expect"u8) ? KnownHeader.Expect :
        Is(name, "server"u8) ? KnownHeader.Server :
        Is(name, "cookie"u8) ? KnownHeader.Cookie : KnownHeader.Other;

    private static KnownHeader OfSeven(ReadOnlySpan<byte> name) =>
        Is(name, "api-key"u8) ? KnownHeader.ApiKey :
        Is(name, "upgrade"u8) ? KnownHeader.Upgrade :
        Is(name, "trailer"u8) ? KnownHeader.Trailer :
        Is(name, "alt-svc"u8) ? KnownHeader.AltSvc : KnownHeader.Other;

    private static KnownHeader OfTen(ReadOnlySpan<byte> name) =>
        Is(name, "connection"u8) ? KnownHeader.Connection :
        Is(name, "user-agent"u8) ? KnownHeader.UserAgent :
        Is(name, "keep-alive"u8) ? KnownHeader.KeepAlive :
        Is(name, "set-cookie"u8) ? KnownHeader.SetCookie : KnownHeader.Other;

    private static KnownHeader OfLong(ReadOnlySpan<byte> name)
    {
        if (Is(name[..12], "x-ratelimit-"u8))
            return KnownHeader.RateLimit;
        return name.Length switch
        {
            13 => Is(name, "authorization"u8) ? KnownHeader.Authorization : Is(name, "cache-control"u8) ? KnownHeader.CacheControl : KnownHeader.Other,
            14 => Is(name, "content-length"u8) ? KnownHeader.ContentLength :
                Is(name, "x-goog-api-key"u8) ? KnownHeader.XGoogApiKey :
                Is(name, "retry-after-ms"u8) ? KnownHeader.RetryAfterMs :
                Is(name, "x-should-retry"u8) ? KnownHeader.XShouldRetry :
                Is(name, "http2-settings"u8) ? KnownHeader.Http2Settings : KnownHeader.Other,
            15 => Is(name, "accept-encoding"u8) ? KnownHeader.AcceptEncoding : KnownHeader.Other,
            16 => Is(name, "content-encoding"u8) ? KnownHeader.ContentEncoding :
                Is(name, "proxy-connection"u8) ? KnownHeader.ProxyConnection :
                Is(name, "www-authenticate"u8) ? KnownHeader.WwwAuthenticate : KnownHeader.Other,
            17 => Is(name, "transfer-encoding"u8) ? KnownHeader.TransferEncoding : KnownHeader.Other,
            18 => Is(name, "proxy-authenticate"u8) ? KnownHeader.ProxyAuthenticate : KnownHeader.Other,
            19 => Is(name, "proxy-authorization"u8) ? KnownHeader.ProxyAuthorization : KnownHeader.Other,
            25 => Is(name, "proxy-authentication-info"u8) ? KnownHeader.ProxyAuthenticationInfo :
                Is(name, "strict-transport-security"u8) ? KnownHeader.StrictTransportSecurity : KnownHeader.Other,
            _ => KnownHeader.Other,
        };
    }

    /// <summary>
    /// Compares without regard to case, a word at a time, the last two words overlapping. Setting bit 5 maps exactly the upper case letters
    /// onto the lower case ones wherever <paramref name="lower"/> has a letter, a digit or a hyphen and <paramref name="name"/> is a token.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lower)
    {
        const ulong Case8 = 0x2020202020202020;
        const uint Case4 = 0x20202020;
        ref byte a = ref MemoryMarshal.GetReference(name);
        ref byte b = ref MemoryMarshal.GetReference(lower);
        int length = lower.Length;
        if (length >= 8)
        {
            int at = 0;
            for (; at < length - 8; at += 8)
            {
                if ((Read<ulong>(ref a, at) | Case8) != Read<ulong>(ref b, at))
                    return false;
            }

            return (Read<ulong>(ref a, length - 8) | Case8) == Read<ulong>(ref b, length - 8);
        }

        if (length >= 4)
            return (Read<uint>(ref a, 0) | Case4) == Read<uint>(ref b, 0) && (Read<uint>(ref a, length - 4) | Case4) == Read<uint>(ref b, length - 4);
        return (Read<ushort>(ref a, 0) | 0x2020) == Read<ushort>(ref b, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Read<T>(ref byte start, int offset)
        where T : unmanaged => Unsafe.ReadUnaligned<T>(ref Unsafe.Add(ref start, offset));
}
