using Gateway.Wire.Completions;

namespace Gateway.Testing.Samples.Responses;

/// <summary>Gemini generateContent and streamGenerateContent.</summary>
public static class GenerateContentSamples
{
    private const string FirstChunk = """{"candidates": [{"content": {"parts": [{"text": "**Plan**","thought": true}],"role": "model"},"index": 0}],"usageMetadata": {"promptTokenCount": 640,"cachedContentTokenCount": 512,"totalTokenCount": 701,"promptTokensDetails": [{"modality": "TEXT","tokenCount": 640}],"cacheTokensDetails": [{"modality": "TEXT","tokenCount": 512}],"thoughtsTokenCount": 61},"modelVersion": "gemini-2.5-flash","responseId": "q7Qi"}""";

    private const string CallChunk = """{"candidates": [{"content": {"parts": [{"functionCall": {"name": "meter","args": {"usageMetadata": {"promptTokenCount": 1},"finishReason": "STOP"}},"thoughtSignature": "CiQB"}],"role": "model"},"index": 0}],"usageMetadata": {"promptTokenCount": 640,"cachedContentTokenCount": 512,"candidatesTokenCount": 20,"totalTokenCount": 721,"thoughtsTokenCount": 61},"modelVersion": "gemini-2.5-flash","responseId": "q7Qi"}""";

    private const string LastChunk = """{"candidates": [{"content": {"parts": [{"text": "Done."}],"role": "model"},"finishReason": "STOP","index": 0}],"usageMetadata": {"promptTokenCount": 640,"cachedContentTokenCount": 512,"candidatesTokenCount": 26,"toolUsePromptTokenCount": 88,"totalTokenCount": 815,"promptTokensDetails": [{"modality": "TEXT","tokenCount": 640}],"toolUsePromptTokensDetails": [{"modality": "TEXT","tokenCount": 88}],"thoughtsTokenCount": 61},"modelVersion": "gemini-2.5-flash","responseId": "q7Qi"}""";

    private static readonly TokenUsage Streamed = new(InputTokens: 728, CachedInputTokens: 512, CacheWriteTokens: 0, OutputTokens: 87, ReasoningTokens: 61);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ResponseSample> All { get; } =
    [
        new("generateContent, plain", CompletionRoute.GenerateContent, ResponseForm.Json, """
            {
              "candidates": [
                {
                  "content": {
                    "parts": [
                      {
                        "text": "Paris"
                      }
                    ],
                    "role": "model"
                  },
                  "finishReason": "STOP",
                  "index": 0
                }
              ],
              "usageMetadata": {
                "promptTokenCount": 9,
                "candidatesTokenCount": 1,
                "totalTokenCount": 32,
                "promptTokensDetails": [
                  {
                    "modality": "TEXT",
                    "tokenCount": 9
                  }
                ],
                "thoughtsTokenCount": 22
              },
              "modelVersion": "gemini-2.5-flash",
              "responseId": "1a2b"
            }

            """)
        {
            Usage = new(InputTokens: 9, CachedInputTokens: 0, CacheWriteTokens: 0, OutputTokens: 23, ReasoningTokens: 22),
            Model = "gemini-2.5-flash",
        },
        new("streamGenerateContent, events", CompletionRoute.StreamGenerateContent, ResponseForm.EventStream,
            $"data: {FirstChunk}\n\ndata: {CallChunk}\n\ndata: {LastChunk}\n\n")
        {
            Usage = Streamed,
            Model = "gemini-2.5-flash",
            ContentDeltas = 3,
        },
        new("streamGenerateContent, array", CompletionRoute.StreamGenerateContent, ResponseForm.JsonArray, $"[{FirstChunk}\n,\r\n{CallChunk}\n,\r\n{LastChunk}\n]\n")
        {
            Usage = Streamed,
            Model = "gemini-2.5-flash",
            ContentDeltas = 3,
        },
        new("streamGenerateContent, events cut off", CompletionRoute.StreamGenerateContent, ResponseForm.EventStream,
            $"data: {FirstChunk}\n\ndata: {CallChunk}\n\ndata: {LastChunk[..80]}")
        {
            Usage = new(InputTokens: 640, CachedInputTokens: 512, CacheWriteTokens: 0, OutputTokens: 81, ReasoningTokens: 61),
            IsFinal = false,
            SawEndMarker = false,
            Model = "gemini-2.5-flash",
            ContentDeltas = 2,
        },
        new("streamGenerateContent, array cut off", CompletionRoute.StreamGenerateContent, ResponseForm.JsonArray,
            $"[{FirstChunk}\n,\r\n{CallChunk}\n,\r\n{LastChunk[..80]}")
        {
            Usage = new(InputTokens: 640, CachedInputTokens: 512, CacheWriteTokens: 0, OutputTokens: 81, ReasoningTokens: 61),
            IsFinal = false,
            SawEndMarker = false,
            Model = "gemini-2.5-flash",
            ContentDeltas = 3,
        },
        new("streamGenerateContent, blocked prompt", CompletionRoute.StreamGenerateContent, ResponseForm.EventStream,
            "data: {\"promptFeedback\": {\"blockReason\": \"PROHIBITED_CONTENT\"},\"usageMetadata\": {\"promptTokenCount\": 7,\"totalTokenCount\": 7},\"modelVersion\": \"gemini-2.5-pro\"}\n\n")
        {
            Usage = new(InputTokens: 7, CachedInputTokens: 0, CacheWriteTokens: 0, OutputTokens: 0, ReasoningTokens: 0),
            Model = "gemini-2.5-pro",
        },
        new("streamGenerateContent, refused", CompletionRoute.StreamGenerateContent, ResponseForm.Json,
            "[{\n  \"error\": {\n    \"code\": 503,\n    \"message\": \"The model is overloaded.\",\n    \"status\": \"UNAVAILABLE\"\n  }\n}\n]\n")
        {
            IsFinal = false,
            SawEndMarker = false,
            SawError = true,
        },
    ];
}
