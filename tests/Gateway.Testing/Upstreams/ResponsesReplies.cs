namespace Gateway.Testing.Upstreams;

/// <summary>OpenAI's responses (platform.openai.com/docs/api-reference/responses).</summary>
internal static class ResponsesReplies
{
    private const string Error = """{"error":{"message":"The server had an error","type":"server_error","param":null,"code":null}}""";

    public static Reply Answer(AnswerPlan plan)
    {
        if (!plan.Streams) return plan.Plain(Response(plan, "completed", plan.WithUsage), Response(plan, "completed", false), Error);
        return plan.Stream(
            [Event("response.created", $"\"response\":{Response(plan, "in_progress", false)}")],
            i => Event("response.output_text.delta", $"\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"sequence_number\":{i + 1},\"delta\":\"word \""),
            [Event("response.completed", $"\"response\":{Response(plan, "completed", plan.WithUsage)}")],
            usageSent: true,
            Error);
    }

    private static string Event(string type, string members) => $"event: {type}\ndata: {{\"type\":\"{type}\",{members}}}\n\n";

    private static string Response(AnswerPlan plan, string status, bool withUsage)
    {
        var usage = plan.Usage;
        var reported = withUsage
            ? $$"""{"input_tokens":{{usage.Input}},"input_tokens_details":{"cached_tokens":{{usage.Cached}}},"output_tokens":{{usage.Output}},"output_tokens_details":{"reasoning_tokens":{{usage.Reasoning}}},"total_tokens":{{usage.Total}}}"""
            : "null";
        var output = status == "completed"
            ? $$"""[{"type":"message","id":"msg_1","status":"completed","role":"assistant","content":[{"type":"output_text","text":"{{plan.Text}}","annotations":[]}]}]"""
            : "[]";
        return $$"""{"id":"resp_1","object":"response","created_at":1,"status":"{{status}}","model":"{{plan.Model}}","output":{{output}},"usage":{{reported}}}""";
    }
}
