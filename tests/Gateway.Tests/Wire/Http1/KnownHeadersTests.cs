using System.Text;
using Gateway.Wire.Http1;
using Xunit;

namespace Gateway.Tests.Wire.Http1;

public class KnownHeadersTests
{
    private static readonly Dictionary<KnownHeader, string> Names = new()
    {
        [KnownHeader.Host] = "Host",
        [KnownHeader.Connection] = "Connection",
        [KnownHeader.ContentLength] = "Content-Length",
        [KnownHeader.TransferEncoding] = "Transfer-Encoding",
        [KnownHeader.Expect] = "Expect",
        [KnownHeader.Upgrade] = "Upgrade",
        [KnownHeader.KeepAlive] = "Keep-Alive",
        [KnownHeader.ProxyConnection] = "Proxy-Connection",
        [KnownHeader.ProxyAuthenticate] = "Proxy-Authenticate",
        [KnownHeader.ProxyAuthorization] = "Proxy-Authorization",
        [KnownHeader.ProxyAuthenticationInfo] = "Proxy-Authentication-Info",
        [KnownHeader.TE] = "TE",
        [KnownHeader.Trailer] = "Trailer",
        [KnownHeader.Http2Settings] = "HTTP2-Settings",
        [KnownHeader.Authorization] = "Authorization",
        [KnownHeader.XApiKey] = "x-api-key",
        [KnownHeader.ApiKey] = "api-key",
        [KnownHeader.XGoogApiKey] = "x-goog-api-key",
        [KnownHeader.ContentType] = "Content-Type",
        [KnownHeader.ContentEncoding] = "Content-Encoding",
        [KnownHeader.AcceptEncoding] = "Accept-Encoding",
        [KnownHeader.Accept] = "Accept",
        [KnownHeader.UserAgent] = "User-Agent",
        [KnownHeader.XRequestId] = "x-request-id",
        [KnownHeader.RateLimit] = "x-ratelimit-remaining-tokens",
        [KnownHeader.Date] = "Date",
        [KnownHeader.Server] = "Server",
        [KnownHeader.RetryAfter] = "Retry-After",
        [KnownHeader.RetryAfterMs] = "retry-after-ms",
        [KnownHeader.XShouldRetry] = "x-should-retry",
        [KnownHeader.Cookie] = "Cookie",
        [KnownHeader.SetCookie] = "Set-Cookie",
        [KnownHeader.AltSvc] = "Alt-Svc",
        [KnownHeader.StrictTransportSecurity] = "Strict-Transport-Security",
        [KnownHeader.WwwAuthenticate] = "WWW-Authenticate",
        [KnownHeader.CacheControl] = "Cache-Control",
    };

    [Fact]
    public void Every_header_is_found_in_any_case()
    {
        Assert.Equal(Enum.GetValues<KnownHeader>().Where(header => header != KnownHeader.Other), Names.Keys.Order());
        foreach (var (header, name) in Names)
        {
            Assert.Equal(header, KnownHeaders.Of(Encoding.ASCII.GetBytes(name)));
            Assert.Equal(header, KnownHeaders.Of(Encoding.ASCII.GetBytes(name.ToLowerInvariant())));
            Assert.Equal(header, KnownHeaders.Of(Encoding.ASCII.GetBytes(name.ToUpperInvariant())));
        }
    }

    [Fact]
    public void A_name_with_any_other_character_in_one_place_is_another_header()
    {
        const string Tokens = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        foreach (var (header, name) in Names.Where(row => row.Key != KnownHeader.RateLimit))
        {
            for (int at = 0; at < name.Length; at++)
            {
                foreach (char other in Tokens.Where(other => char.ToLowerInvariant(other) != char.ToLowerInvariant(name[at])))
                    Assert.NotEqual(header, KnownHeaders.Of(Encoding.ASCII.GetBytes(name[..at] + other + name[(at + 1)..])));
            }

            Assert.Equal(KnownHeader.Other, KnownHeaders.Of(Encoding.ASCII.GetBytes(name + "x")));
            Assert.Equal(KnownHeader.Other, KnownHeaders.Of(Encoding.ASCII.GetBytes(name + "-")));
        }
    }

    [Fact]
    public void Names_of_any_length_are_read_within_their_bounds()
    {
        for (int length = 0; length < 100; length++)
            Assert.Equal(KnownHeader.Other, KnownHeaders.Of(new string('q', length).Select(c => (byte)c).ToArray()));
        Assert.Equal(KnownHeader.Other, KnownHeaders.Of("x-ratelimit"u8));
        Assert.Equal(KnownHeader.Other, KnownHeaders.Of("x-ratelimit-"u8));
        Assert.Equal(KnownHeader.RateLimit, KnownHeaders.Of("x-ratelimit-x"u8));
        Assert.Equal(KnownHeader.RateLimit, KnownHeaders.Of("X-RateLimit-Limit-Requests"u8));
    }

    [Fact]
    public void What_RFC_9110_calls_connection_specific_never_crosses()
    {
        KnownHeader[] expected =
        [
            KnownHeader.Connection, KnownHeader.TransferEncoding, KnownHeader.Upgrade, KnownHeader.KeepAlive, KnownHeader.ProxyConnection, KnownHeader.ProxyAuthenticate,
            KnownHeader.ProxyAuthorization, KnownHeader.ProxyAuthenticationInfo, KnownHeader.TE, KnownHeader.Trailer, KnownHeader.Http2Settings,
        ];
        Assert.Equal(expected, Enum.GetValues<KnownHeader>().Where(KnownHeaders.IsHopByHop));
    }
}
