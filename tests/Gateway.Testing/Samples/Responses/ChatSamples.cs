using Gateway.Wire.Completions;

namespace Gateway.Testing.Samples.Responses;

/// <summary>OpenAI chat completions, completions and embeddings, in the form of OpenAI's own servers.</summary>
public static class ChatSamples
{
    private const string StreamedBeforeUsage = """
        data: {"id":"chatcmpl-CfR1p4vT9wZ8","object":"chat.completion.chunk","created":1763900000,"model":"gpt-5-mini-2025-08-07","service_tier":"default","system_fingerprint":null,"choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"finish_reason":null}],"usage":null,"obfuscation":"xT4"}

        data: {"id":"chatcmpl-CfR1p4vT9wZ8","object":"chat.completion.chunk","created":1763900000,"model":"gpt-5-mini-2025-08-07","service_tier":"default","system_fingerprint":null,"choices":[{"index":0,"delta":{"content":"Gr\u00fc\u00dfe"},"finish_reason":null}],"usage":null,"obfuscation":"p9aQ"}

        data: {"id":"chatcmpl-CfR1p4vT9wZ8","object":"chat.completion.chunk","created":1763900000,"model":"gpt-5-mini-2025-08-07","service_tier":"default","system_fingerprint":null,"choices":[{"index":0,"delta":{"content":" \"usage\":{\"prompt_tokens\":77}"},"finish_reason":null}],"usage":null,"obfuscation":"B"}

        data: {"id":"chatcmpl-CfR1p4vT9wZ8","object":"chat.completion.chunk","created":1763900000,"model":"gpt-5-mini-2025-08-07","service_tier":"default","system_fingerprint":null,"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null,"obfuscation":"mK0w"}


        """;

    private const string StreamedUsage = """
        data: {"id":"chatcmpl-CfR1p4vT9wZ8","object":"chat.completion.chunk","created":1763900000,"model":"gpt-5-mini-2025-08-07","service_tier":"default","system_fingerprint":null,"choices":[],"usage":{"prompt_tokens":2006,"completion_tokens":300,"total_tokens":2306,"prompt_tokens_details":{"cached_tokens":1920,"audio_tokens":0,"cache_write_tokens":64},"completion_tokens_details":{"reasoning_tokens":256,"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}},"obfuscation":"Zz"}


        """;

    private const string StreamedEnd = "data: [DONE]\n\n";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ResponseSample> All { get; } =
    [
        new("chat, plain", CompletionRoute.ChatCompletions, ResponseForm.Json, """
            {
              "id": "chatcmpl-CfR0aB3xQ2Lk",
              "object": "chat.completion",
              "created": 1763899990,
              "model": "gpt-5-mini-2025-08-07",
              "choices": [
                {
                  "index": 0,
                  "message": {
                    "role": "assistant",
                    "content": "A body may say \"usage\": {\"prompt_tokens\": 1} and mean nothing by it.",
                    "refusal": null,
                    "annotations": []
                  },
                  "finish_reason": "stop",
                  "usage": {"prompt_tokens": 5, "completion_tokens": 5}
                }
              ],
              "usage": {
                "prompt_tokens": 1117,
                "completion_tokens": 446,
                "total_tokens": 1563,
                "prompt_tokens_details": {
                  "cached_tokens": 1024,
                  "audio_tokens": 0
                },
                "completion_tokens_details": {
                  "reasoning_tokens": 384,
                  "audio_tokens": 0,
                  "accepted_prediction_tokens": 0,
                  "rejected_prediction_tokens": 0
                }
              },
              "service_tier": "flex",
              "system_fingerprint": null
            }

            """)
        {
            Usage = new(InputTokens: 1117, CachedInputTokens: 1024, CacheWriteTokens: 0, OutputTokens: 446, ReasoningTokens: 384),
            Model = "gpt-5-mini-2025-08-07",
            ServiceTier = "flex",
        },
        new("chat, streamed with usage", CompletionRoute.ChatCompletions, ResponseForm.EventStream, StreamedBeforeUsage + StreamedUsage + StreamedEnd)
        {
            Usage = new(InputTokens: 2006, CachedInputTokens: 1920, CacheWriteTokens: 64, OutputTokens: 300, ReasoningTokens: 256),
            Model = "gpt-5-mini-2025-08-07",
            ServiceTier = "default",
            ContentDeltas = 2,
            Visible = StreamedBeforeUsage + StreamedEnd,
        },
        new("chat, streamed without usage", CompletionRoute.ChatCompletions, ResponseForm.EventStream, StreamedBeforeUsage + StreamedEnd)
        {
            IsFinal = false,
            Model = "gpt-5-mini-2025-08-07",
            ServiceTier = "default",
            ContentDeltas = 2,
        },
        new("chat, streamed tool call", CompletionRoute.ChatCompletions, ResponseForm.EventStream, """
            data: {"id":"chatcmpl-Tc1","object":"chat.completion.chunk","created":1763900100,"model":"gpt-4o-2024-08-06","choices":[{"index":0,"delta":{"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"call_9x","type":"function","function":{"name":"get_weather","arguments":""}}]},"finish_reason":null}]}

            data: {"id":"chatcmpl-Tc1","object":"chat.completion.chunk","created":1763900100,"model":"gpt-4o-2024-08-06","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"usage\":"}}]},"finish_reason":null}]}

            data: {"id":"chatcmpl-Tc1","object":"chat.completion.chunk","created":1763900100,"model":"gpt-4o-2024-08-06","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"prompt_tokens\":1}}"}}]},"finish_reason":null}]}

            data: {"id":"chatcmpl-Tc1","object":"chat.completion.chunk","created":1763900100,"model":"gpt-4o-2024-08-06","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

            data: {"id":"chatcmpl-Tc1","object":"chat.completion.chunk","created":1763900100,"model":"gpt-4o-2024-08-06","choices":[],"usage":{"prompt_tokens":82,"completion_tokens":18,"total_tokens":100}}

            data: [DONE]


            """)
        {
            Usage = new(InputTokens: 82, CachedInputTokens: 0, CacheWriteTokens: 0, OutputTokens: 18, ReasoningTokens: 0),
            Model = "gpt-4o-2024-08-06",
            ContentDeltas = 3,
            Visible = """
                data: {"id":"chatcmpl-Tc1","object":"chat.completion.chunk","created":1763900100,"model":"gpt-4o-2024-08-06","choices":[{"index":0,"delta":{"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"call_9x","type":"function","function":{"name":"get_weather","arguments":""}}]},"finish_reason":null}]}

                data: {"id":"chatcmpl-Tc1","object":"chat.completion.chunk","created":1763900100,"model":"gpt-4o-2024-08-06","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"usage\":"}}]},"finish_reason":null}]}

                data: {"id":"chatcmpl-Tc1","object":"chat.completion.chunk","created":1763900100,"model":"gpt-4o-2024-08-06","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"prompt_tokens\":1}}"}}]},"finish_reason":null}]}

                data: {"id":"chatcmpl-Tc1","object":"chat.completion.chunk","created":1763900100,"model":"gpt-4o-2024-08-06","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

                data: [DONE]


                """,
        },
        new("completions, plain", CompletionRoute.Completions, ResponseForm.Json,
            """{"id":"cmpl-8Qz","object":"text_completion","created":1763900200,"model":"gpt-3.5-turbo-instruct:20230824-v2","choices":[{"text":"\n\nHello","index":0,"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":7,"total_tokens":12}}""")
        {
            Usage = new(InputTokens: 5, CachedInputTokens: 0, CacheWriteTokens: 0, OutputTokens: 7, ReasoningTokens: 0),
            Model = "gpt-3.5-turbo-instruct:20230824-v2",
        },
        new("completions, streamed", CompletionRoute.Completions, ResponseForm.EventStream, """
            data: {"id":"cmpl-8Qy","object":"text_completion","created":1763900201,"choices":[{"text":"Once","index":0,"logprobs":null,"finish_reason":null}],"model":"gpt-3.5-turbo-instruct:20230824-v2","usage":null}

            data: {"id":"cmpl-8Qy","object":"text_completion","created":1763900201,"choices":[{"text":" upon","index":0,"logprobs":null,"finish_reason":null}],"model":"gpt-3.5-turbo-instruct:20230824-v2","usage":null}

            data: {"id":"cmpl-8Qy","object":"text_completion","created":1763900201,"choices":[{"text":"","index":0,"logprobs":null,"finish_reason":"length"}],"model":"gpt-3.5-turbo-instruct:20230824-v2","usage":null}

            data: {"id":"cmpl-8Qy","object":"text_completion","created":1763900201,"choices":[],"model":"gpt-3.5-turbo-instruct:20230824-v2","usage":{"prompt_tokens":4,"completion_tokens":2,"total_tokens":6}}

            data: [DONE]


            """)
        {
            Usage = new(InputTokens: 4, CachedInputTokens: 0, CacheWriteTokens: 0, OutputTokens: 2, ReasoningTokens: 0),
            Model = "gpt-3.5-turbo-instruct:20230824-v2",
            ContentDeltas = 2,
            Visible = """
                data: {"id":"cmpl-8Qy","object":"text_completion","created":1763900201,"choices":[{"text":"Once","index":0,"logprobs":null,"finish_reason":null}],"model":"gpt-3.5-turbo-instruct:20230824-v2","usage":null}

                data: {"id":"cmpl-8Qy","object":"text_completion","created":1763900201,"choices":[{"text":" upon","index":0,"logprobs":null,"finish_reason":null}],"model":"gpt-3.5-turbo-instruct:20230824-v2","usage":null}

                data: {"id":"cmpl-8Qy","object":"text_completion","created":1763900201,"choices":[{"text":"","index":0,"logprobs":null,"finish_reason":"length"}],"model":"gpt-3.5-turbo-instruct:20230824-v2","usage":null}

                data: [DONE]


                """,
        },
        new("embeddings", CompletionRoute.Embeddings, ResponseForm.Json, """
            {
              "object": "list",
              "data": [
                {
                  "object": "embedding",
                  "index": 0,
                  "embedding": [0.0023064255, -0.009327292, -1.2e-05, 0.01797]
                }
              ],
              "model": "text-embedding-3-small",
              "usage": {
                "prompt_tokens": 8,
                "total_tokens": 8
              }
            }
            """)
        {
            Usage = new(InputTokens: 8, CachedInputTokens: 0, CacheWriteTokens: 0, OutputTokens: 0, ReasoningTokens: 0),
            Model = "text-embedding-3-small",
        },
        new("chat, refused", CompletionRoute.ChatCompletions, ResponseForm.Json, """
            {
              "error": {
                "message": "The server had an error while processing your request.",
                "type": "server_error",
                "param": null,
                "code": null
              }
            }
            """)
        {
            IsFinal = false,
            SawError = true,
        },
    ];
}
