using Gateway.Testing.Http;

namespace Gateway.EndToEnd.Tests.Rig;

/// <summary>A small completion request in each dialect, as text.</summary>
internal static class ApiRequests
{
    public static string Model(this Api api) => api switch
    {
        Api.OpenAi => "gpt-4o-mini",
        Api.Anthropic => "claude-sonnet-4-5",
        _ => "gemini-2.5-flash",
    };

    public static string Target(this Api api, string? model = null, bool stream = false) => api switch
    {
        Api.OpenAi => "/v1/chat/completions",
        Api.Anthropic => "/v1/messages",
        _ => $"/v1beta/models/{model ?? api.Model()}:{(stream ? "streamGenerateContent?alt=sse" : "generateContent")}",
    };

    /// <summary>The line by which the dialect's own SDK presents its key.</summary>
    public static string Credential(this Api api, string secret) => api switch
    {
        Api.OpenAi => $"Authorization: Bearer {secret}",
        Api.Anthropic => $"x-api-key: {secret}",
        _ => $"x-goog-api-key: {secret}",
    };

    /// <param name="api">The dialect.</param>
    /// <param name="model">Its usual model when null.</param>
    /// <param name="stream">Asks for a stream.</param>
    /// <param name="cap">The most output tokens; the dialect's own name for it.</param>
    public static string Body(this Api api, string? model = null, bool stream = false, int? cap = null)
    {
        var streams = stream ? "\"stream\":true," : "";
        return api switch
        {
            Api.OpenAi => $$"""{"model":"{{model ?? api.Model()}}",{{streams}}{{(cap is null ? "" : $"\"max_completion_tokens\":{cap},")}}"messages":[{"role":"user","content":"Say a few words."}]}""",
            Api.Anthropic => $$"""{"model":"{{model ?? api.Model()}}",{{streams}}"max_tokens":{{cap ?? 64}},"messages":[{"role":"user","content":"Say a few words."}]}""",
            _ => $$"""{"contents":[{"role":"user","parts":[{"text":"Say a few words."}]}]{{(cap is null ? "" : $",\"generationConfig\":{{\"maxOutputTokens\":{cap}}}")}}}""",
        };
    }

    public static string Request(this Api api, string? secret, string? model = null, bool stream = false, int? cap = null, params IEnumerable<string> headers) =>
        RequestText.Post(api.Target(model, stream), null, api.Body(model, stream, cap), secret is null ? headers : [api.Credential(secret), .. headers]);
}
