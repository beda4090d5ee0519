namespace Gateway.EndToEnd.Tests.Rig;

/// <summary>The three dialects as a client speaks them.</summary>
public enum Api
{
    OpenAi,
    Anthropic,
    Gemini,
}
