using Gateway.Wire.Completions;

namespace Gateway.Server.Configuration;

/// <summary>A provider that is known by name: where it is, and the variable that its own SDK takes the key from.</summary>
internal sealed record ProviderPreset(string Name, Dialect Dialect, string BaseUrl, string Variable);

/// <summary>The providers that are there when none is configured and their variable is set.</summary>
internal static class ProviderPresets
{
    /// <summary>Base URLs as the SDKs of OpenAI, Anthropic and Google have them by default.</summary>
    public static readonly IReadOnlyList<ProviderPreset> All =
    [
        new("openai", Dialect.OpenAI, "https://api.openai.com/v1", "OPENAI_API_KEY"),
        new("anthropic", Dialect.Anthropic, "https://api.anthropic.com", "ANTHROPIC_API_KEY"),
        new("gemini", Dialect.Gemini, "https://generativelanguage.googleapis.com", "GEMINI_API_KEY"),
    ];
}
