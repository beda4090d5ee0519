using System.Globalization;
using System.Text;
using Gateway.Server.Configuration;
using Gateway.Server.Connections;
using Gateway.Wire.Completions;

namespace Gateway.Server.Upstreams;

/// <summary>A provider that is being forwarded to: its settings as the bytes they become, its connections, its health. Thread-safe.</summary>
public sealed class Provider
{
    private readonly byte[] _basePath;
    private readonly byte[][] _addedNames;

    /// <summary>Prepares everything that is the same for each request.</summary>
    public Provider(ProviderSettings settings, int index, PinnedBuffers buffers)
    {
        Settings = settings;
        Index = index;
        FirstByteMilliseconds = (long)settings.FirstByteTimeout.TotalMilliseconds;
        IdleMilliseconds = (long)settings.IdleTimeout.TotalMilliseconds;
        Connector = new UpstreamConnector(settings, buffers);
        NameBytes = Encoding.ASCII.GetBytes(settings.Name);
        PriceName = Encoding.UTF8.GetBytes(settings.PricesOf);
        _basePath = Encoding.ASCII.GetBytes(settings.BasePath);
        _addedNames = [.. settings.Headers.Select(header => Encoding.ASCII.GetBytes(header.Name))];
        FixedHeaders = ComposeFixedHeaders();
    }

    /// <summary>What it was configured with.</summary>
    public ProviderSettings Settings { get; }

    /// <summary>The language it speaks.</summary>
    public Dialect Dialect => Settings.Dialect;

    /// <summary>Its number, the index in the list of providers.</summary>
    public int Index { get; }

    /// <summary>Milliseconds from the last byte sent to the first byte of the response.</summary>
    public long FirstByteMilliseconds { get; }

    /// <summary>Milliseconds between two reads of a response.</summary>
    public long IdleMilliseconds { get; }

    /// <summary>Its name, lower-case ASCII.</summary>
    public byte[] NameBytes { get; }

    /// <summary>The name under which its prices stand.</summary>
    public byte[] PriceName { get; }

    /// <summary>Header lines that every request to it carries: Host, the credential, Accept-Encoding and the configured ones.</summary>
    public byte[] FixedHeaders { get; }

    /// <summary>Opens connections.</summary>
    public UpstreamConnector Connector { get; }

    /// <summary>Its idle connections.</summary>
    public UpstreamPool Pool { get; } = new();

    /// <summary>The path of the base URL, which stands in the place of a route's version segment; empty if it has none.</summary>
    public ReadOnlySpan<byte> BasePath => _basePath;

    /// <summary>True if <see cref="FixedHeaders"/> holds a configured header of this name, so that the client's own must go.</summary>
    public bool Replaces(ReadOnlySpan<byte> headerName)
    {
        foreach (byte[] name in _addedNames)
        {
            if (Ascii.EqualsIgnoreCase(headerName, name))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Bytes of <paramref name="rest"/>, the path behind <c>/{provider}</c>, that the base URL's path replaces: its own path, else the
    /// version segment of the dialect, else none (the rest goes to the provider as it is).
    /// </summary>
    public int VersionLength(ReadOnlySpan<byte> rest)
    {
        if (_basePath.Length > 0 && IsSegmentPrefix(rest, _basePath))
            return _basePath.Length;
        if (IsSegmentPrefix(rest, "/v1"u8))
            return 3;
        return IsSegmentPrefix(rest, "/v1beta"u8) ? 7 : 0;
    }

    /// <summary>A request for its list of models.</summary>
    public HttpRequestMessage ListRequest()
    {
        string path = Settings.BasePath.Length > 0 ? Settings.BasePath : Dialect == Dialect.Gemini ? "/v1beta" : "/v1";
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Settings.BaseUrl, path + "/models"));
        if (Dialect == Dialect.Anthropic)
            request.Headers.TryAddWithoutValidation("anthropic-version", "2023-06-01");
        if (Settings.ApiKey is { } key)
            request.Headers.TryAddWithoutValidation(AuthHeaderName, AuthHeaderPrefix + key.Reveal());
        foreach (ProviderHeader header in Settings.Headers)
            request.Headers.TryAddWithoutValidation(header.Name, header.Value.Reveal());
        return request;
    }

    private string AuthHeaderName => Settings.AuthHeader switch
    {
        AuthHeader.XApiKey => "x-api-key",
        AuthHeader.ApiKey => "api-key",
        AuthHeader.XGoogApiKey => "x-goog-api-key",
        _ => "Authorization",
    };

    private string AuthHeaderPrefix => Settings.AuthHeader == AuthHeader.Bearer ? "Bearer " : "";

    private static bool IsSegmentPrefix(ReadOnlySpan<byte> path, ReadOnlySpan<byte> prefix)
        => path.StartsWith(prefix) && (path.Length == prefix.Length || path[prefix.Length] == '/');

    private byte[] ComposeFixedHeaders()
    {
        string host = Settings.BaseUrl.IdnHost;
        var head = new StringBuilder("Host: ").Append(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host);
        if (!Settings.BaseUrl.IsDefaultPort)
            head.Append(CultureInfo.InvariantCulture, $":{Settings.BaseUrl.Port}");
        head.Append("\r\n");
        if (!Settings.Headers.Any(header => header.Name.Equals("accept-encoding", StringComparison.OrdinalIgnoreCase)))
            head.Append("Accept-Encoding: identity\r\n");
        if (Settings.ApiKey is { } key)
            head.Append(AuthHeaderName).Append(": ").Append(AuthHeaderPrefix).Append(key.Reveal()).Append("\r\n");
        foreach (ProviderHeader header in Settings.Headers)
            head.Append(header.Name).Append(": ").Append(header.Value.Reveal()).Append("\r\n");
        return Encoding.Latin1.GetBytes(head.ToString());
    }
}
