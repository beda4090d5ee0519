namespace Gateway.Wire.Completions;

/// <summary>Whose API a provider speaks.</summary>
public enum Dialect : byte
{
    /// <summary>OpenAI's, and everybody's who imitates it.</summary>
    OpenAI,

    /// <summary>Anthropic's messages.</summary>
    Anthropic,

    /// <summary>Google's generateContent.</summary>
    Gemini,
}
