using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

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

    private static readonly (string Name, KnownHeader Header)[] Names =
    [
        ("host", KnownHeader.Host), ("connection", KnownHeader.Connection), ("content-length", KnownHeader.ContentLength),
        ("transfer-encoding", KnownHeader.TransferEncoding), ("expect", KnownHeader.Expect), ("upgrade", KnownHeader.Upgrade),
        ("keep-alive", KnownHeader.KeepAlive), ("proxy-connection", KnownHeader.ProxyConnection),
        ("proxy-authenticate", KnownHeader.ProxyAuthenticate), ("proxy-authorization", KnownHeader.ProxyAuthorization),
        ("proxy-authentication-info", KnownHeader.ProxyAuthenticationInfo), ("trailer", KnownHeader.Trailer),
        ("http2-settings", KnownHeader.Http2Settings), ("authorization", KnownHeader.Authorization), ("x-api-key", KnownHeader.XApiKey),
        ("api-key", KnownHeader.ApiKey), ("x-goog-api-key", KnownHeader.XGoogApiKey), ("content-type", KnownHeader.ContentType),
        ("content-encoding", KnownHeader.ContentEncoding), ("accept-encoding", KnownHeader.AcceptEncoding), ("accept", KnownHeader.Accept),
        ("user-agent", KnownHeader.UserAgent), ("x-request-id", KnownHeader.XRequestId), ("date", KnownHeader.Date),
        ("server", KnownHeader.Server), ("retry-after", KnownHeader.RetryAfter), ("retry-after-ms", KnownHeader.RetryAfterMs),
        ("x-should-retry", KnownHeader.XShouldRetry), ("cookie", KnownHeader.Cookie), ("set-cookie", KnownHeader.SetCookie),
        ("alt-svc", KnownHeader.AltSvc), ("strict-transport-security", KnownHeader.StrictTransportSecurity),
        ("www-authenticate", KnownHeader.WwwAuthenticate), ("cache-control", KnownHeader.CacheControl),
    ];

    private static readonly (byte[] Name, KnownHeader Header)[] Slots = FillSlots();

    /// <summary>True for headers that belong to one connection whether or not Connection names them (RFC 9110 section 7.6.1).</summary>
    public static bool IsHopByHop(KnownHeader header) => (HopByHop >> (int)header & 1) != 0;

    /// <summary>
    /// True for what must not be a trailer because someone might act on it (RFC 9110 section 6.5.1): framing, routing, credentials. Content
    /// format must not be one either, but is as harmless as any other trailer once dropped.
    /// </summary>
    public static bool IsForbiddenTrailer(KnownHeader header) => (Forbidden >> (int)header & 1) != 0;

    /// <summary>The header of this name, in whatever case; the name must be a token (RFC 9110 section 5.6.2).</summary>
    public static KnownHeader Of(ReadOnlySpan<byte> name)
    {
        if (name.Length < 4)
            return name.Length == 2 && Is(name, "te"u8) ? KnownHeader.TE : KnownHeader.Other;
        ref readonly var candidate = ref Slots[SlotOf(name)];
        if (candidate.Name.Length == name.Length && Is(name, candidate.Name))
            return candidate.Header;
        return name.Length >= 13 && Is(name, "x-ratelimit-"u8) ? KnownHeader.RateLimit : KnownHeader.Other;
    }

    /// <summary>A hash without collisions among the names below: the first four letters and the length, times a factor that was searched for.</summary>
    private static int SlotOf(ReadOnlySpan<byte> name) =>
        (int)(((Read<uint>(ref MemoryMarshal.GetReference(name), 0) | 0x20202020) + (uint)name.Length) * 0x771523bf >> 26);

    private static (byte[] Name, KnownHeader Header)[] FillSlots()
    {
        var slots = new (byte[] Name, KnownHeader Header)[64];
        Array.Fill(slots, ([], KnownHeader.Other));
        foreach (var (name, header) in Names)
        {
            byte[] bytes = Encoding.ASCII.GetBytes(name);
            ref var slot = ref slots[SlotOf(bytes)];
            if (slot.Header != KnownHeader.Other)
                throw new InvalidOperationException($"{name} has the slot of {slot.Header}; search for another factor.");
            slot = (bytes, header);
        }

        return slots;
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
