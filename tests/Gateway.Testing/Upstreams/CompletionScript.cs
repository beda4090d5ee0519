using System.Globalization;

namespace Gateway.Testing.Upstreams;

/// <summary>Answers every completion route in its own dialect, with the usage and the fault that the request's <see cref="TestHeaders"/> ask for.</summary>
public static class CompletionScript
{
    public static readonly TokenCounts DefaultUsage = new(12, 7);

    /// <summary>The ledger's account of a request: its header, its <c>user</c>, or its model.</summary>
    public static string KeyOf(RecordedRequest request) =>
        request.Header(TestHeaders.Account) ?? request.Member("user") ?? request.Member("model") ?? request.Path;

    public static Reply Answer(RecordedRequest request)
    {
        var plan = AnswerPlan.Of(request);
        if (plan.Fault == UpstreamFault.Drop) return Reply.New().Close();
        if (plan.Fault == UpstreamFault.Nonsense) return Reply.New().Send("220 mail.example.org ESMTP\r\n\r\n").Close();
        return request.Path switch
        {
            var p when p.EndsWith("/chat/completions", StringComparison.Ordinal) => ChatReplies.Chat(plan),
            var p when p.EndsWith("/completions", StringComparison.Ordinal) => ChatReplies.Completion(plan),
            var p when p.EndsWith("/embeddings", StringComparison.Ordinal) => ChatReplies.Embedding(plan),
            var p when p.EndsWith("/responses", StringComparison.Ordinal) => ResponsesReplies.Answer(plan),
            var p when p.EndsWith("/messages", StringComparison.Ordinal) => MessagesReplies.Answer(plan),
            var p when p.EndsWith(":generateContent", StringComparison.Ordinal) => GeminiReplies.Plain(plan),
            var p when p.EndsWith(":streamGenerateContent", StringComparison.Ordinal) => GeminiReplies.Stream(plan),
            var p when p.EndsWith("/models", StringComparison.Ordinal) => Reply.With(200, """{"object":"list","data":[{"id":"gpt-4o-mini","object":"model"},{"id":"gpt-4o","object":"model"}]}"""),
            _ => Reply.With(200, """{"ok":true}"""),
        };
    }

    internal static int Number(RecordedRequest request, string header, int otherwise) =>
        request.Header(header) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
