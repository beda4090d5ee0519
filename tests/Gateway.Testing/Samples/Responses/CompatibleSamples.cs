using Gateway.Wire.Completions;

namespace Gateway.Testing.Samples.Responses;

/// <summary>Chat completions as other servers of the OpenAI dialect write them.</summary>
public static class CompatibleSamples
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ResponseSample> All { get; } =
    [
        new("DeepSeek, usage beside the last choice", CompletionRoute.ChatCompletions, ResponseForm.EventStream, """
            : keep-alive

            data: {"id":"930c60df","object":"chat.completion.chunk","created":1763900300,"model":"deepseek-reasoner","system_fingerprint":"fp_x","choices":[{"index":0,"delta":{"role":"assistant","content":null,"reasoning_content":""},"logprobs":null,"finish_reason":null}]}

            data: {"id":"930c60df","object":"chat.completion.chunk","created":1763900300,"model":"deepseek-reasoner","system_fingerprint":"fp_x","choices":[{"index":0,"delta":{"content":null,"reasoning_content":"Okay"},"logprobs":null,"finish_reason":null}]}

            data: {"id":"930c60df","object":"chat.completion.chunk","created":1763900300,"model":"deepseek-reasoner","system_fingerprint":"fp_x","choices":[{"index":0,"delta":{"content":"Hi","reasoning_content":null},"logprobs":null,"finish_reason":null}]}

            data: {"id":"930c60df","object":"chat.completion.chunk","created":1763900300,"model":"deepseek-reasoner","system_fingerprint":"fp_x","choices":[{"index":0,"delta":{"content":""},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":90,"completion_tokens":41,"total_tokens":131,"completion_tokens_details":{"reasoning_tokens":33},"prompt_cache_hit_tokens":64,"prompt_cache_miss_tokens":26}}

            data: [DONE]


            """)
        {
            Usage = new(InputTokens: 90, CachedInputTokens: 64, CacheWriteTokens: 0, OutputTokens: 41, ReasoningTokens: 33),
            Model = "deepseek-reasoner",
            ContentDeltas = 2,
        },
        new("vLLM, usage in every event", CompletionRoute.ChatCompletions, ResponseForm.EventStream, """
            data: {"id":"chatcmpl-v","object":"chat.completion.chunk","created":1763900310,"model":"meta-llama\/Llama-3.3-70B-Instruct","choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}],"usage":{"prompt_tokens":21,"total_tokens":21,"completion_tokens":0}}

            data: {"id":"chatcmpl-v","object":"chat.completion.chunk","created":1763900310,"model":"meta-llama\/Llama-3.3-70B-Instruct","choices":[{"index":0,"delta":{"content":"A"},"logprobs":null,"finish_reason":null}],"usage":{"prompt_tokens":21,"total_tokens":22,"completion_tokens":1}}

            data: {"id":"chatcmpl-v","object":"chat.completion.chunk","created":1763900310,"model":"meta-llama\/Llama-3.3-70B-Instruct","choices":[{"index":0,"delta":{"content":"B"},"logprobs":null,"finish_reason":"stop","stop_reason":null}],"usage":{"prompt_tokens":21,"total_tokens":23,"completion_tokens":2}}

            data: [DONE]


            """)
        {
            Usage = new(InputTokens: 21, CachedInputTokens: 0, CacheWriteTokens: 0, OutputTokens: 2, ReasoningTokens: 0),
            Model = "meta-llama/Llama-3.3-70B-Instruct",
            ContentDeltas = 2,
        },
        new("vLLM, cut off", CompletionRoute.ChatCompletions, ResponseForm.EventStream, """
            data: {"id":"chatcmpl-v","object":"chat.completion.chunk","created":1763900310,"model":"Qwen/Qwen3-8B","choices":[{"index":0,"delta":{"content":"A"},"logprobs":null,"finish_reason":null}],"usage":{"prompt_tokens":21,"total_tokens":22,"completion_tokens":1}}

            data: {"id":"chatcmpl-v","object":"chat.completion.chunk","created":1763900310,"model":"Qwen/Qwen3-8B","choices":[{"index":0,"delta":{"content":"B"},"logprobs":null,"finish_reason":null}],"usage":{"prompt_tokens":21,"total_tokens":23,"completion_tok
            """)
        {
            Usage = new(InputTokens: 21, CachedInputTokens: 0, CacheWriteTokens: 0, OutputTokens: 1, ReasoningTokens: 0),
            IsFinal = false,
            SawEndMarker = false,
            Model = "Qwen/Qwen3-8B",
            ContentDeltas = 2,
        },
        new("xAI, reasoning beside the completion", CompletionRoute.ChatCompletions, ResponseForm.Json,
            """{"id":"a3d1008e","object":"chat.completion","created":1763900320,"model":"grok-4-0709","choices":[{"index":0,"message":{"role":"assistant","content":"101 * 3 = 303","refusal":null},"finish_reason":"stop"}],"usage":{"prompt_tokens":32,"completion_tokens":9,"total_tokens":135,"prompt_tokens_details":{"text_tokens":32,"audio_tokens":0,"image_tokens":0,"cached_tokens":6},"completion_tokens_details":{"reasoning_tokens":94,"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0},"num_sources_used":0},"system_fingerprint":"fp_3a7881249c"}""")
        {
            Usage = new(InputTokens: 32, CachedInputTokens: 6, CacheWriteTokens: 0, OutputTokens: 103, ReasoningTokens: 94),
            Model = "grok-4-0709",
        },
        new("Azure, filter results before the answer", CompletionRoute.ChatCompletions, ResponseForm.EventStream, """
            data: {"choices":[],"created":0,"id":"","model":"","object":"","prompt_filter_results":[{"prompt_index":0,"content_filter_results":{"hate":{"filtered":false,"severity":"safe"}}}]}

            data: {"choices":[{"content_filter_results":{},"delta":{"content":"","refusal":null,"role":"assistant"},"finish_reason":null,"index":0,"logprobs":null}],"created":1763900330,"id":"chatcmpl-Az","model":"gpt-4o-2024-11-20","object":"chat.completion.chunk","system_fingerprint":"fp_a","usage":null}

            data: {"choices":[{"content_filter_results":{"hate":{"filtered":false,"severity":"safe"}},"delta":{"content":"Yes"},"finish_reason":null,"index":0,"logprobs":null}],"created":1763900330,"id":"chatcmpl-Az","model":"gpt-4o-2024-11-20","object":"chat.completion.chunk","system_fingerprint":"fp_a","usage":null}

            data: {"choices":[],"created":1763900330,"id":"chatcmpl-Az","model":"gpt-4o-2024-11-20","object":"chat.completion.chunk","system_fingerprint":"fp_a","usage":{"completion_tokens":1,"completion_tokens_details":{"accepted_prediction_tokens":0,"audio_tokens":0,"reasoning_tokens":0,"rejected_prediction_tokens":0},"prompt_tokens":19,"prompt_tokens_details":{"audio_tokens":0,"cached_tokens":0},"total_tokens":20}}

            data: [DONE]


            """)
        {
            Usage = new(InputTokens: 19, CachedInputTokens: 0, CacheWriteTokens: 0, OutputTokens: 1, ReasoningTokens: 0),
            Model = "gpt-4o-2024-11-20",
            ContentDeltas = 1,
            Visible = """
                data: {"choices":[],"created":0,"id":"","model":"","object":"","prompt_filter_results":[{"prompt_index":0,"content_filter_results":{"hate":{"filtered":false,"severity":"safe"}}}]}

                data: {"choices":[{"content_filter_results":{},"delta":{"content":"","refusal":null,"role":"assistant"},"finish_reason":null,"index":0,"logprobs":null}],"created":1763900330,"id":"chatcmpl-Az","model":"gpt-4o-2024-11-20","object":"chat.completion.chunk","system_fingerprint":"fp_a","usage":null}

                data: {"choices":[{"content_filter_results":{"hate":{"filtered":false,"severity":"safe"}},"delta":{"content":"Yes"},"finish_reason":null,"index":0,"logprobs":null}],"created":1763900330,"id":"chatcmpl-Az","model":"gpt-4o-2024-11-20","object":"chat.completion.chunk","system_fingerprint":"fp_a","usage":null}

                data: [DONE]


                """,
        },
        new("OpenRouter, error in mid-stream", CompletionRoute.ChatCompletions, ResponseForm.EventStream, """
            : OPENROUTER PROCESSING

            : OPENROUTER PROCESSING

            data: {"id":"gen-1","provider":"Anthropic","model":"anthropic/claude-sonnet-4","object":"chat.completion.chunk","created":1763900340,"choices":[{"index":0,"delta":{"role":"assistant","content":"Wel"},"finish_reason":null,"native_finish_reason":null,"logprobs":null}]}

            data: {"id":"gen-1","provider":"Anthropic","model":"anthropic/claude-sonnet-4","object":"chat.completion.chunk","created":1763900340,"error":{"code":502,"message":"Provider disconnected"},"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":"error","native_finish_reason":null,"logprobs":null}]}


            """)
        {
            IsFinal = false,
            SawEndMarker = false,
            SawError = true,
            Model = "anthropic/claude-sonnet-4",
            ContentDeltas = 1,
        },
        new("llama.cpp, timings beside the usage", CompletionRoute.ChatCompletions, ResponseForm.EventStream, """
            data: {"choices":[{"finish_reason":null,"index":0,"delta":{"role":"assistant","content":null}}],"created":1763900350,"id":"chatcmpl-L","model":"tiny","system_fingerprint":"b6700","object":"chat.completion.chunk"}

            data: {"choices":[{"finish_reason":null,"index":0,"delta":{"content":"ok"}}],"created":1763900350,"id":"chatcmpl-L","model":"tiny","system_fingerprint":"b6700","object":"chat.completion.chunk"}

            data: {"choices":[{"finish_reason":"length","index":0,"delta":{}}],"created":1763900350,"id":"chatcmpl-L","model":"tiny","system_fingerprint":"b6700","object":"chat.completion.chunk"}

            data: {"choices":[],"created":1763900350,"id":"chatcmpl-L","model":"tiny","system_fingerprint":"b6700","object":"chat.completion.chunk","usage":{"completion_tokens":1,"prompt_tokens":12,"total_tokens":13},"timings":{"cache_n":0,"prompt_n":12,"prompt_ms":3.25,"predicted_n":1,"predicted_per_second":812.5}}

            data: [DONE]


            """)
        {
            Usage = new(InputTokens: 12, CachedInputTokens: 0, CacheWriteTokens: 0, OutputTokens: 1, ReasoningTokens: 0),
            Model = "tiny",
            ContentDeltas = 1,
            Visible = """
                data: {"choices":[{"finish_reason":null,"index":0,"delta":{"role":"assistant","content":null}}],"created":1763900350,"id":"chatcmpl-L","model":"tiny","system_fingerprint":"b6700","object":"chat.completion.chunk"}

                data: {"choices":[{"finish_reason":null,"index":0,"delta":{"content":"ok"}}],"created":1763900350,"id":"chatcmpl-L","model":"tiny","system_fingerprint":"b6700","object":"chat.completion.chunk"}

                data: {"choices":[{"finish_reason":"length","index":0,"delta":{}}],"created":1763900350,"id":"chatcmpl-L","model":"tiny","system_fingerprint":"b6700","object":"chat.completion.chunk"}

                data: [DONE]


                """,
        },
    ];
}
