using System.Collections.Immutable;
using Gateway.Wire.Completions;

namespace Gateway.Server.Configuration;

/// <summary>One provider that requests are forwarded to. Immutable, validated.</summary>
public sealed record ProviderSettings
{
    /// <summary>Lower case; first segment of <c>/{provider}/…</c> and prefix of <c>provider/model</c>.</summary>
    public required string Name { get; init; }

    /// <summary>http or https, without user info, query and fragment.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>
    /// The path of <see cref="BaseUrl"/> without a slash at its end, percent-encoded. Empty: the route's own <c>/v1</c> or <c>/v1beta</c> stays;
    /// otherwise this stands in its place.
    /// </summary>
    public string BasePath => BaseUrl.AbsolutePath.TrimEnd('/');

    /// <summary>Whose language it speaks.</summary>
    public Dialect Dialect { get; init; }

    /// <summary>The provider's own secret, or null: nothing is sent.</summary>
    public Secret? ApiKey { get; init; }

    /// <summary>Where <see cref="ApiKey"/> goes.</summary>
    public AuthHeader AuthHeader { get; init; }

    /// <summary>Headers added to each request, replacing the client's of the same name. Names are lower case tokens, values visible ASCII, spaces and tabs.</summary>
    public ImmutableArray<ProviderHeader> Headers { get; init; } = [];

    /// <summary>Globs of the models it serves (<c>*</c> any run of characters, <c>?</c> one); never empty, <c>*</c> if none were given.</summary>
    public ImmutableArray<string> Models { get; init; } = ["*"];

    /// <summary>Settles ties; smaller goes first.</summary>
    public int Order { get; init; }

    /// <summary>Whose prices hold, as the price table names them: <c>openai</c>, <c>anthropic</c>, <c>google</c>, …</summary>
    public required string PricesOf { get; init; }

    /// <summary>Usage may be asked for on streams whose client did not.</summary>
    public bool IncludeUsage { get; init; } = true;

    /// <summary>Until connected, TLS included.</summary>
    public TimeSpan ConnectTimeout { get; init; } = DefaultConnectTimeout;

    /// <summary>From the last byte sent to the first byte of the response.</summary>
    public TimeSpan FirstByteTimeout { get; init; } = DefaultFirstByteTimeout;

    /// <summary>Between two reads of a response.</summary>
    public TimeSpan IdleTimeout { get; init; } = DefaultIdleTimeout;

    /// <summary>Absolute path of PEM certificates of the authorities that are trusted instead of the system's, or null.</summary>
    public string? CaFile { get; init; }

    /// <summary>The provider inside this process.</summary>
    public bool IsEcho { get; init; }

    /// <summary>5 s, as the Python SDKs of OpenAI and Anthropic have it (httpx.Timeout(600, connect=5.0)).</summary>
    public static readonly TimeSpan DefaultConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>600 s, the same SDKs' read timeout: whoever waits less gives up on answers that its client still wants.</summary>
    public static readonly TimeSpan DefaultFirstByteTimeout = TimeSpan.FromSeconds(600);

    /// <summary>120 s: twice nginx's proxy_read_timeout (60 s), because reasoning models pause within a stream.</summary>
    public static readonly TimeSpan DefaultIdleTimeout = TimeSpan.FromSeconds(120);
}

/// <summary>A header added to a provider's requests; its value may be a credential.</summary>
public sealed record ProviderHeader(string Name, Secret Value);
