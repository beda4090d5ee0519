namespace Gateway.Testing.Upstreams;

/// <summary>OpenAI's chat completions, completions and embeddings (platform.openai.com/docs/api-reference).</summary>
internal static class ChatReplies
{
    private const string Error = """{"error":{"message":"The server had an error","type":"server_error","param":null,"code":null}}""";

    public static Reply Chat(AnswerPlan plan)
    {
        if (plan.Streams) return Stream(plan, "chat.completion.chunk", Delta, """{"index":0,"delta":{},"finish_reason":"stop"}""");
        string Body(string usage) =>
            $$"""{"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"{{plan.Model}}","choices":[{"index":0,"message":{"role":"assistant","content":"{{plan.Text}}"},"finish_reason":"stop"}]{{usage}}}""";
        return plan.Plain(Body($",\"usage\":{Usage(plan.Usage)}"), Body(""), Error);

        static string Delta(int index) => $$"""{"index":0,"delta":{{{(index == 0 ? "\"role\":\"assistant\"," : "")}}"content":"word "},"finish_reason":null}""";
    }

    public static Reply Completion(AnswerPlan plan)
    {
        if (plan.Streams) return Stream(plan, "text_completion", _ => """{"index":0,"text":"word ","finish_reason":null}""", """{"index":0,"text":"","finish_reason":"stop"}""");
        string Body(string usage) =>
            $$"""{"id":"cmpl-1","object":"text_completion","created":1,"model":"{{plan.Model}}","choices":[{"index":0,"text":"{{plan.Text}}","finish_reason":"stop"}]{{usage}}}""";
        return plan.Plain(Body($",\"usage\":{Usage(plan.Usage)}"), Body(""), Error);
    }

    public static Reply Embedding(AnswerPlan plan)
    {
        string Body(string usage) =>
            $$"""{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.1,0.2]}],"model":"{{plan.Model}}"{{usage}}}""";
        return plan.Plain(Body($$""","usage":{"prompt_tokens":{{plan.Usage.Input}},"total_tokens":{{plan.Usage.Total}}}"""), Body(""), Error);
    }

    private static Reply Stream(AnswerPlan plan, string kind, Func<int, string> choice, string last)
    {
        string Event(string choices, string usage) =>
            $$"""data: {"id":"chatcmpl-1","object":"{{kind}}","created":1,"model":"{{plan.Model}}","choices":[{{choices}}]{{usage}}}""" + "\n\n";
        var none = plan.AsksForUsage ? ",\"usage\":null" : "";
        List<string> after = [Event(last, none)];
        if (plan.AsksForUsage && plan.WithUsage) after.Add(Event("", $",\"usage\":{Usage(plan.Usage)}"));
        after.Add("data: [DONE]\n\n");
        return plan.Stream([], i => Event(choice(i), none), after, plan.AsksForUsage, Error);
    }

    private static string Usage(TokenCounts usage) =>
        $$$"""
        {"prompt_tokens":{{{usage.Input}}},"completion_tokens":{{{usage.Output}}},"total_tokens":{{{usage.Total}}},"prompt_tokens_details":{"cached_tokens":{{{usage.Cached}}}},"completion_tokens_details":{"reasoning_tokens":{{{usage.Reasoning}}}}}
        """;
}
