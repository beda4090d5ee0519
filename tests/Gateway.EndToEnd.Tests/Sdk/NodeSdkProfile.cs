namespace Gateway.EndToEnd.Tests.Sdk;

/// <summary>What one JavaScript SDK can do, and what it raises.</summary>
/// <param name="Name">Package and version.</param>
/// <param name="Runner">The runner and its arguments.</param>
/// <param name="Model">A model of its provider.</param>
/// <param name="TextOps">Operations that answer with text; the first is plain, the second streams.</param>
/// <param name="StreamOps">Operations that stream.</param>
/// <param name="HasEmbeddings">It has embeddings on a metered route.</param>
/// <param name="ErrorClasses">The class of the exception by status.</param>
/// <param name="CutClasses">The classes of the exception that shows that a stream was cut.</param>
internal sealed record NodeSdkProfile(
    string Name,
    string Runner,
    string Model,
    IReadOnlyList<string> TextOps,
    IReadOnlyList<string> StreamOps,
    bool HasEmbeddings,
    IReadOnlyDictionary<int, string> ErrorClasses,
    IReadOnlyList<string> CutClasses)
{
    // openai and @anthropic-ai/sdk come from the same generator and name their classes alike.
    private static readonly Dictionary<int, string> s_generated = new()
    {
        [401] = "AuthenticationError",
        [403] = "PermissionDeniedError",
        [429] = "RateLimitError",
        [502] = "InternalServerError",
    };

    private static readonly string[] s_messages = ["messages", "messages_stream", "messages_final"];

    public static readonly IReadOnlyList<NodeSdkProfile> All =
    [
        // The raw iterator passes on what fetch throws: a TypeError "terminated".
        new("openai 6.49.0", "openai.mjs", "gpt-4o-mini",
            ["chat", "chat_stream", "chat_stream_usage", "responses", "responses_stream"], ["chat_stream", "responses_stream"], true, s_generated, ["TypeError"]),
        // The accumulating helper wraps the same into an AnthropicError.
        new("@anthropic-ai/sdk 1.12.0", "anthropic.mjs @anthropic-ai/sdk", "claude-sonnet-4-5",
            s_messages, ["messages_stream", "messages_final"], false, s_generated, ["TypeError", "AnthropicError"]),
        new("@anthropic-ai/sdk 0.137.0", "anthropic.mjs anthropic-sdk-0137", "claude-sonnet-4-5",
            s_messages, ["messages_stream", "messages_final"], false, s_generated, ["TypeError", "AnthropicError"]),
        new("@google/genai 2.32.0", "genai.mjs", "gemini-2.5-flash",
            ["generate", "generate_stream"], ["generate_stream"], false,
            new Dictionary<int, string> { [401] = "ApiError", [403] = "ApiError", [429] = "ApiError", [502] = "ApiError" }, ["TypeError"]),
        // A cut is an error part in fullStream with status 200; textStream alone would end without a word (so its users need onError).
        new("ai 6.0.326", "ai.mjs", "gpt-4o-mini",
            ["chat", "chat_stream", "responses", "responses_stream"], ["chat_stream", "responses_stream"], true,
            new Dictionary<int, string> { [401] = "APICallError", [403] = "APICallError", [429] = "APICallError", [502] = "APICallError" }, ["APICallError"]),
        new("langchain 1.5.14", "langchain.mjs", "gpt-4o-mini",
            ["chat", "chat_stream", "responses", "responses_stream", "agent"], ["chat_stream", "responses_stream"], true, s_generated, ["TypeError"]),
    ];
}
