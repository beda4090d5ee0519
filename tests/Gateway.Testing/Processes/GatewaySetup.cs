namespace Gateway.Testing.Processes;

/// <summary>Settings for a <see cref="GatewayProcess"/>, by their full names (<c>Gateway:Limits:IdleTimeout</c>). Not thread-safe.</summary>
public sealed class GatewaySetup
{
    /// <summary>What the providers are given for a credential in tests; must never reach a client or a log.</summary>
    public const string ProviderSecret = "sk-provider-secret-5f0c9d71";

    public Dictionary<string, string> Settings { get; } = [];

    public Dictionary<string, string?> Environment { get; } = [];

    /// <summary>Further arguments, as they are.</summary>
    public List<string> Arguments { get; } = [];

    /// <summary>The data directory; by default a new one that goes with the process.</summary>
    public string? DataDirectory { get; set; }

    public static GatewaySetup New() => new();

    /// <summary>One upstream behind three providers, <c>openai</c>, <c>anthropic</c> and <c>gemini</c>, each in its dialect.</summary>
    public static GatewaySetup For(string upstreamUrl) => New()
        .Provider("openai", $"{upstreamUrl}/v1", "openai")
        .Provider("anthropic", upstreamUrl, "anthropic")
        .Provider("gemini", upstreamUrl, "gemini");

    public GatewaySetup Provider(string name, string baseUrl, string dialect = "openai", string? apiKey = ProviderSecret)
    {
        Set($"Gateway:Providers:{name}:BaseUrl", baseUrl);
        Set($"Gateway:Providers:{name}:Dialect", dialect);
        return apiKey is null ? this : Set($"Gateway:Providers:{name}:ApiKey", apiKey);
    }

    public GatewaySetup Set(string name, string value)
    {
        Settings[name] = value;
        return this;
    }

    public GatewaySetup Limit(string name, string value) => Set($"Gateway:Limits:{name}", value);
}
