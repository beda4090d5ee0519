namespace Gateway.Testing.Upstreams;

/// <summary>Gemini's generateContent (ai.google.dev/api/generate-content); its candidatesTokenCount leaves thoughts out.</summary>
internal static class GeminiReplies
{
    private const string Error = """{"error":{"code":500,"message":"Internal error","status":"INTERNAL"}}""";

    public static Reply Plain(AnswerPlan plan) =>
        plan.Plain(Chunk(plan, plan.Text, true, plan.WithUsage), Chunk(plan, plan.Text, true, false), Error);

    public static Reply Stream(AnswerPlan plan)
    {
        if (plan.Request.Target.Contains("alt=sse", StringComparison.Ordinal))
        {
            return plan.Stream([], _ => Event(Chunk(plan, "word ", false, false)), [Event(Chunk(plan, "", true, plan.WithUsage))], usageSent: true, Error);
        }

        return plan.Stream(
            ["["], _ => Chunk(plan, "word ", false, false) + ",\r\n", [Chunk(plan, "", true, plan.WithUsage), "]"], usageSent: true, Error, "application/json");
    }

    private static string Event(string data) => $"data: {data}\r\n\r\n";

    private static string Chunk(AnswerPlan plan, string text, bool isLast, bool withUsage)
    {
        var usage = plan.Usage;
        var finish = isLast ? ",\"finishReason\":\"STOP\"" : "";
        var reported = withUsage
            ? $$""","usageMetadata":{"promptTokenCount":{{usage.Input}},"cachedContentTokenCount":{{usage.Cached}},"candidatesTokenCount":{{usage.Output - usage.Reasoning}},"thoughtsTokenCount":{{usage.Reasoning}},"totalTokenCount":{{usage.Total}}}"""
            : "";
        return $$"""{"candidates":[{"content":{"parts":[{"text":"{{text}}"}],"role":"model"},"index":0{{finish}}}]{{reported}},"modelVersion":"{{plan.Model}}","responseId":"r1"}""";
    }
}
