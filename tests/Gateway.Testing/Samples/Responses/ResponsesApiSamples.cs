using Gateway.Wire.Completions;

namespace Gateway.Testing.Samples.Responses;

/// <summary>OpenAI responses.</summary>
public static class ResponsesApiSamples
{
    private const string Begun = """
        event: response.created
        data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_68af","object":"response","created_at":1763900400,"status":"in_progress","error":null,"incomplete_details":null,"instructions":"Say \"usage\":{\"input_tokens\":9}","max_output_tokens":null,"model":"gpt-5-2025-08-07","output":[],"parallel_tool_calls":true,"service_tier":"auto","store":true,"tools":[],"usage":null,"user":null,"metadata":{}}}

        event: response.in_progress
        data: {"type":"response.in_progress","sequence_number":1,"response":{"id":"resp_68af","object":"response","created_at":1763900400,"status":"in_progress","error":null,"model":"gpt-5-2025-08-07","output":[],"usage":null}}

        event: response.output_item.added
        data: {"type":"response.output_item.added","sequence_number":2,"output_index":0,"item":{"id":"msg_1","type":"message","status":"in_progress","content":[],"role":"assistant"}}

        event: response.content_part.added
        data: {"type":"response.content_part.added","sequence_number":3,"item_id":"msg_1","output_index":0,"content_index":0,"part":{"type":"output_text","annotations":[],"logprobs":[],"text":""}}

        event: response.output_text.delta
        data: {"type":"response.output_text.delta","sequence_number":4,"item_id":"msg_1","output_index":0,"content_index":0,"delta":"Hel","logprobs":[],"obfuscation":"wXkT2a"}

        event: response.output_text.delta
        data: {"type":"response.output_text.delta","sequence_number":5,"item_id":"msg_1","output_index":0,"content_index":0,"delta":"lo","logprobs":[],"obfuscation":"9Q"}


        """;

    private const string Done = """
        event: response.output_text.done
        data: {"type":"response.output_text.done","sequence_number":6,"item_id":"msg_1","output_index":0,"content_index":0,"text":"Hello","logprobs":[]}

        event: response.output_item.done
        data: {"type":"response.output_item.done","sequence_number":7,"output_index":0,"item":{"id":"msg_1","type":"message","status":"completed","content":[{"type":"output_text","annotations":[],"logprobs":[],"text":"Hello"}],"role":"assistant"}}


        """;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ResponseSample> All { get; } =
    [
        new("responses, plain", CompletionRoute.Responses, ResponseForm.Json, """
            {
              "id": "resp_67cc",
              "object": "response",
              "created_at": 1763900390,
              "status": "completed",
              "error": null,
              "incomplete_details": null,
              "instructions": null,
              "model": "gpt-5-2025-08-07",
              "output": [
                { "id": "rs_1", "type": "reasoning", "summary": [] },
                {
                  "id": "msg_2",
                  "type": "message",
                  "status": "completed",
                  "role": "assistant",
                  "content": [ { "type": "output_text", "text": "Done.", "annotations": [] } ]
                }
              ],
              "service_tier": "priority",
              "text": { "format": { "type": "text" } },
              "usage": {
                "input_tokens": 3672,
                "input_tokens_details": { "cached_tokens": 3328, "cache_write_tokens": 128 },
                "output_tokens": 870,
                "output_tokens_details": { "reasoning_tokens": 832 },
                "total_tokens": 4542
              },
              "metadata": {}
            }
            """)
        {
            Usage = new(InputTokens: 3672, CachedInputTokens: 3328, CacheWriteTokens: 128, OutputTokens: 870, ReasoningTokens: 832),
            Model = "gpt-5-2025-08-07",
            ServiceTier = "priority",
        },
        new("responses, streamed", CompletionRoute.Responses, ResponseForm.EventStream, Begun + Done + """
            event: response.completed
            data: {"type":"response.completed","sequence_number":8,"response":{"id":"resp_68af","object":"response","created_at":1763900400,"status":"completed","error":null,"incomplete_details":null,"model":"gpt-5-2025-08-07","output":[{"id":"msg_1","type":"message","status":"completed","content":[{"type":"output_text","annotations":[],"logprobs":[],"text":"Hello"}],"role":"assistant"}],"service_tier":"default","tools":[],"usage":{"input_tokens":412,"input_tokens_details":{"cached_tokens":256},"output_tokens":75,"output_tokens_details":{"reasoning_tokens":64},"total_tokens":487},"user":null,"metadata":{}}}


            """)
        {
            Usage = new(InputTokens: 412, CachedInputTokens: 256, CacheWriteTokens: 0, OutputTokens: 75, ReasoningTokens: 64),
            Model = "gpt-5-2025-08-07",
            ServiceTier = "auto",
            ContentDeltas = 2,
        },
        new("responses, streamed and incomplete", CompletionRoute.Responses, ResponseForm.EventStream, Begun + """
            event: response.incomplete
            data: {"type":"response.incomplete","sequence_number":6,"response":{"id":"resp_68af","object":"response","created_at":1763900400,"status":"incomplete","error":null,"incomplete_details":{"reason":"max_output_tokens"},"model":"gpt-5-2025-08-07","output":[],"usage":{"input_tokens":412,"input_tokens_details":{"cached_tokens":0},"output_tokens":16,"output_tokens_details":{"reasoning_tokens":16},"total_tokens":428}}}


            """)
        {
            Usage = new(InputTokens: 412, CachedInputTokens: 0, CacheWriteTokens: 0, OutputTokens: 16, ReasoningTokens: 16),
            Model = "gpt-5-2025-08-07",
            ServiceTier = "auto",
            ContentDeltas = 2,
        },
        new("responses, streamed and failed", CompletionRoute.Responses, ResponseForm.EventStream, Begun + """
            event: response.failed
            data: {"type":"response.failed","sequence_number":6,"response":{"id":"resp_68af","object":"response","created_at":1763900400,"status":"failed","error":{"code":"server_error","message":"The model failed to generate a response."},"incomplete_details":null,"model":"gpt-5-2025-08-07","output":[],"usage":null}}


            """)
        {
            IsFinal = false,
            SawError = true,
            Model = "gpt-5-2025-08-07",
            ServiceTier = "auto",
            ContentDeltas = 2,
        },
        new("responses, error event", CompletionRoute.Responses, ResponseForm.EventStream, Begun + """
            event: error
            data: {"type":"error","code":"rate_limit_exceeded","message":"Slow down","param":null,"sequence_number":6}


            """)
        {
            IsFinal = false,
            SawEndMarker = false,
            SawError = true,
            Model = "gpt-5-2025-08-07",
            ServiceTier = "auto",
            ContentDeltas = 2,
        },
        new("responses, types only in the event lines", CompletionRoute.Responses, ResponseForm.EventStream, """
            event: response.output_text.delta
            data: {"item_id":"msg_1","delta":"a"}

            event:response.completed
            data:{"response":{"model":"local","usage":{"input_tokens":3.0,"output_tokens":1e1}},"sequence_number":1}


            """)
        {
            Usage = new(InputTokens: 3, CachedInputTokens: 0, CacheWriteTokens: 0, OutputTokens: 10, ReasoningTokens: 0),
            Model = "local",
            ContentDeltas = 1,
        },
    ];
}
