namespace Gateway.Wire.Completions;

/// <summary>The API routes whose responses report what they used.</summary>
public enum CompletionRoute : byte
{
    /// <summary>Not one of the routes below: nothing is read off it.</summary>
    None,

    /// <summary>OpenAI <c>/v1/chat/completions</c>.</summary>
    ChatCompletions,

    /// <summary>OpenAI <c>/v1/completions</c>.</summary>
    Completions,

    /// <summary>OpenAI <c>/v1/responses</c>.</summary>
    Responses,

    /// <summary>OpenAI <c>/v1/embeddings</c>.</summary>
    Embeddings,

    /// <summary>Anthropic <c>/v1/messages</c>.</summary>
    Messages,

    /// <summary>Gemini <c>models/{model}:generateContent</c>.</summary>
    GenerateContent,

    /// <summary>Gemini <c>models/{model}:streamGenerateContent</c>.</summary>
    StreamGenerateContent,
}
