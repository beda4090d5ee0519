namespace Gateway.Server.Configuration;

/// <summary>The request header in which a provider wants its credential.</summary>
public enum AuthHeader : byte
{
    /// <summary><c>Authorization: Bearer …</c> (OpenAI and most that imitate it).</summary>
    Bearer,

    /// <summary><c>x-api-key</c> (Anthropic).</summary>
    XApiKey,

    /// <summary><c>api-key</c> (Azure OpenAI).</summary>
    ApiKey,

    /// <summary><c>x-goog-api-key</c> (Gemini).</summary>
    XGoogApiKey,
}
