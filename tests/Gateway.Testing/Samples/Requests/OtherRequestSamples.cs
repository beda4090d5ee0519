using Gateway.Wire.Completions;
using static Gateway.Wire.Completions.CompletionRoute;
using static Gateway.Wire.Completions.UnboundedReasons;

namespace Gateway.Testing.Samples.Requests;

/// <summary>Requests in the dialects of Anthropic and Gemini.</summary>
public static class OtherRequestSamples
{
    public static CompletionRequestSample Messages { get; } = new(
        "messages, as the node SDK writes them", CompletionRoute.Messages,
        """{"model":"claude-sonnet-4-5","max_tokens":1024,"system":"Be kind.","messages":[{"role":"user","content":"What grows in the shade?"}],"stream":true,"metadata":{"user_id":"u"}}""")
    { Model = "claude-sonnet-4-5", OutputCap = 1024, Stream = true };

    public static CompletionRequestSample MessagesWithTools { get; } = new(
        "messages with tools, their results, an image and thoughts", CompletionRoute.Messages,
        """
        {"max_tokens":2048,"messages":[
         {"role":"user","content":[{"type":"text","text":"Look.","cache_control":{"type":"ephemeral"}},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgo="}}]},
         {"role":"assistant","content":[{"type":"thinking","thinking":"Hm.","signature":"c2ln"},{"type":"tool_use","id":"t1","name":"look_up","input":{"url":"https://a.example","source":{"type":"url"}}}]},
         {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":[{"type":"text","text":"moss"},{"type":"image","source":{"type":"base64","media_type":"image/jpeg","data":"AAAA"}}]},
           {"type":"document","title":"notes","source":{"type":"text","media_type":"text/plain","data":"ferns"},"citations":{"enabled":true}},
           {"type":"search_result","source":"https://b.example","title":"b","content":[{"type":"text","text":"ivy"}]}]}],
         "model":"claude-sonnet-4-5","tools":[{"name":"look_up","input_schema":{"type":"object","properties":{"container":{"type":"string"}}}},{"type":"custom","name":"x","input_schema":{}}],
         "service_tier":"standard_only","thinking":{"type":"enabled","budget_tokens":1024}}
        """)
    { Model = "claude-sonnet-4-5", OutputCap = 2048, InlineImages = 2, HasTools = true, Tier = "standard_only" };

    public static CompletionRequestSample GenerateContent { get; } = new(
        "generateContent, as the node SDK writes it", CompletionRoute.GenerateContent,
        """{"contents":[{"parts":[{"text":"Name a wind."},{"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgo="}}],"role":"user"}],"systemInstruction":{"parts":[{"text":"Briefly."}],"role":"user"},"generationConfig":{"maxOutputTokens":64,"candidateCount":2,"responseModalities":["TEXT"]},"tools":[{"functionDeclarations":[{"name":"f","parameters":{"type":"OBJECT","properties":{"fileData":{"type":"STRING"}}}}]}]}""")
    { OutputCap = 64, Choices = 2, InlineImages = 1, HasTools = true };

    public static CompletionRequestSample GenerateContentInSnakeCase { get; } = new(
        "streamGenerateContent in snake case, single elements without their arrays", StreamGenerateContent,
        """
        { "contents": { "role": "user", "parts": { "text": "Name a \"current\"." } }, "system_instruction": { "parts": { "text": "Briefly." } },
          "generation_config": { "max_output_tokens": 32, "temperature": 0 }, "tools": { "function_declarations": [ { "name": "g" } ] } }
        """)
    { OutputCap = 32, Stream = true, HasTools = true };

    /// <summary>Every sample of these dialects.</summary>
    public static IReadOnlyList<CompletionRequestSample> All { get; } =
    [
        Messages, MessagesWithTools, GenerateContent, GenerateContentInSnakeCase,
        new("messages with a search, a file and a container", CompletionRoute.Messages, """{"model":"m","max_tokens":5,"tools":[{"type":"web_search_20250305","name":"web_search"}],"container":"c1","messages":[{"role":"user","content":[{"type":"document","source":{"type":"file","file_id":"f1"}},{"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"JVBERi0="}}]}]}""")
        { Model = "m", OutputCap = 5, HasTools = true, Unbounded = ProviderTools | OutsideContent | Media },
        new("generateContent with a search, a film and a cache, for a picture", CompletionRoute.GenerateContent, """{"contents":[{"parts":[{"fileData":{"fileUri":"https://youtu.be/x"}},{"inline_data":{"mime_type":"video/mp4","data":"AAAA"}}]}],"tools":[{"googleSearch":{}}],"cachedContent":"cachedContents/1","generationConfig":{"responseModalities":["TEXT","IMAGE"]}}""")
        { HasTools = true, Unbounded = OutsideContent | Media | ProviderTools | AudioOrImageOutput },
    ];
}
