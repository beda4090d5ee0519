using Gateway.Wire.Completions;

namespace Gateway.Testing.Samples.Responses;

/// <summary>Anthropic messages.</summary>
public static class MessagesSamples
{
    private const string Thinking = """
        event: message_start
        data: {"type":"message_start","message":{"model":"claude-sonnet-4-5-20250929","id":"msg_01Ab","type":"message","role":"assistant","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":12,"cache_creation_input_tokens":3181,"cache_read_input_tokens":14022,"cache_creation":{"ephemeral_5m_input_tokens":3181,"ephemeral_1h_input_tokens":0},"output_tokens":4,"service_tier":"standard","inference_geo":null}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

        event: ping
        data: {"type": "ping"}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"{\"type\":\"message_delta\",\"usage\":{\"output_tokens\":1}}"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"EqoBCkgIARAB"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: content_block_start
        data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"toolu_01","name":"meter","input":{"usage":{"output_tokens":5}}}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"city\": \"Bremen\"}"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":1}


        """;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ResponseSample> All { get; } =
    [
        new("messages, plain", CompletionRoute.Messages, ResponseForm.Json,
            """{"model":"claude-opus-4-1-20250805","id":"msg_01Xy","type":"message","role":"assistant","content":[{"type":"text","text":"Hi! \\"},{"type":"tool_use","id":"toolu_02","name":"f","input":{"usage":{"input_tokens":1000000}}}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":21,"cache_creation_input_tokens":188086,"cache_read_input_tokens":1024,"cache_creation":{"ephemeral_5m_input_tokens":188086,"ephemeral_1h_input_tokens":0},"output_tokens":393,"output_tokens_details":{"thinking_tokens":120},"server_tool_use":null,"service_tier":"standard"}}""")
        {
            Usage = new(InputTokens: 189131, CachedInputTokens: 1024, CacheWriteTokens: 188086, OutputTokens: 393, ReasoningTokens: 120),
            Model = "claude-opus-4-1-20250805",
        },
        new("messages, streamed with cache and thinking", CompletionRoute.Messages, ResponseForm.EventStream, Thinking + """
            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"input_tokens":12,"cache_creation_input_tokens":3181,"cache_read_input_tokens":14022,"output_tokens":210,"output_tokens_details":{"thinking_tokens":150}}}

            event: message_stop
            data: {"type":"message_stop"}


            """)
        {
            Usage = new(InputTokens: 17215, CachedInputTokens: 14022, CacheWriteTokens: 3181, OutputTokens: 210, ReasoningTokens: 150),
            Model = "claude-sonnet-4-5-20250929",
            ContentDeltas = 3,
        },
        new("messages, streamed with only output at the end", CompletionRoute.Messages, ResponseForm.EventStream, Thinking + """
            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":89}}

            event: message_stop
            data: {"type":"message_stop"}


            """)
        {
            Usage = new(InputTokens: 17215, CachedInputTokens: 14022, CacheWriteTokens: 3181, OutputTokens: 89, ReasoningTokens: 0),
            Model = "claude-sonnet-4-5-20250929",
            ContentDeltas = 3,
        },
        new("messages, input grown by a server tool", CompletionRoute.Messages, ResponseForm.EventStream, Thinking + """
            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":null},"usage":{"output_tokens":30}}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"input_tokens":10682,"cache_creation_input_tokens":null,"cache_read_input_tokens":0,"output_tokens":510,"server_tool_use":{"web_search_requests":1}}}

            event: message_stop
            data: {"type":"message_stop"}


            """)
        {
            Usage = new(InputTokens: 13863, CachedInputTokens: 0, CacheWriteTokens: 3181, OutputTokens: 510, ReasoningTokens: 0),
            Model = "claude-sonnet-4-5-20250929",
            ContentDeltas = 3,
        },
        new("messages, cut off", CompletionRoute.Messages, ResponseForm.EventStream, Thinking + """
            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_tu
            """)
        {
            Usage = new(InputTokens: 17215, CachedInputTokens: 14022, CacheWriteTokens: 3181, OutputTokens: 4, ReasoningTokens: 0),
            IsFinal = false,
            SawEndMarker = false,
            Model = "claude-sonnet-4-5-20250929",
            ContentDeltas = 3,
        },
        new("messages, overloaded in mid-stream", CompletionRoute.Messages, ResponseForm.EventStream, Thinking + """
            event: error
            data: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"req_011"}


            """)
        {
            Usage = new(InputTokens: 17215, CachedInputTokens: 14022, CacheWriteTokens: 3181, OutputTokens: 4, ReasoningTokens: 0),
            IsFinal = false,
            SawEndMarker = false,
            SawError = true,
            Model = "claude-sonnet-4-5-20250929",
            ContentDeltas = 3,
        },
    ];
}
