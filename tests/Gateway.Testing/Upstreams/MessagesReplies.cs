namespace Gateway.Testing.Upstreams;

/// <summary>Anthropic's messages (docs.anthropic.com/en/api/messages); its input_tokens leave cached reads and cache writes out.</summary>
internal static class MessagesReplies
{
    private const string Error = """{"type":"error","error":{"type":"api_error","message":"Internal server error"}}""";

    public static Reply Answer(AnswerPlan plan)
    {
        var usage = plan.Usage;
        var input = $"\"input_tokens\":{usage.Input - usage.Cached - usage.CacheWrite},\"cache_read_input_tokens\":{usage.Cached},\"cache_creation_input_tokens\":{usage.CacheWrite}";
        if (!plan.Streams)
        {
            string Body(string more) =>
                $$"""{"id":"msg_1","type":"message","role":"assistant","model":"{{plan.Model}}","content":[{"type":"text","text":"{{plan.Text}}"}],"stop_reason":"end_turn","stop_sequence":null{{more}}}""";
            return plan.Plain(Body($",\"usage\":{{{input},\"output_tokens\":{usage.Output}}}"), Body(""), Error);
        }

        var started = plan.WithUsage ? $",\"usage\":{{{input},\"output_tokens\":1}}" : "";
        var final = plan.WithUsage ? $",\"usage\":{{\"output_tokens\":{usage.Output}}}" : "";
        return plan.Stream(
            [
                Event("message_start", $$"""
                    "message":{"id":"msg_1","type":"message","role":"assistant","model":"{{plan.Model}}","content":[],"stop_reason":null,"stop_sequence":null{{started}}}
                    """),
                Event("content_block_start", """
                    "index":0,"content_block":{"type":"text","text":""}
                    """),
            ],
            _ => Event("content_block_delta", """
                "index":0,"delta":{"type":"text_delta","text":"word "}
                """),
            [
                Event("content_block_stop", "\"index\":0"),
                Event("message_delta", $"\"delta\":{{\"stop_reason\":\"end_turn\",\"stop_sequence\":null}}{final}"),
                "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
            ],
            usageSent: true,
            Error);
    }

    private static string Event(string type, string members) => $"event: {type}\ndata: {{\"type\":\"{type}\",{members}}}\n\n";
}
