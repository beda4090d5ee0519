using Gateway.Wire.Completions;
using static Gateway.Wire.Completions.CompletionRoute;
using static Gateway.Wire.Completions.UnboundedReasons;

namespace Gateway.Testing.Samples.Requests;

/// <summary>Requests in OpenAI's dialect, in the layouts of the popular SDKs.</summary>
public static class OpenAIRequestSamples
{
    public static CompletionRequestSample SmallChat { get; } = new(
        "chat, model first, as the node SDK writes it", ChatCompletions,
        """{"model":"gpt-4o-mini","messages":[{"role":"user","content":"Say hello to the ferry crew."}]}""")
    { Model = "gpt-4o-mini" };

    /// <summary>About 1 KB.</summary>
    public static CompletionRequestSample OrdinaryChat { get; } = new(
        "chat, model last, as the Python SDK writes it", ChatCompletions,
        """
        {"messages":[{"role":"system","content":"You answer questions of passengers about ferries on the lake. Be brief, name the pier, and give times in the 24-hour clock. If a line does not run on that day, say so and offer the next one."},{"role":"user","content":"When does the last boat leave from the north pier on Sundays?"},{"role":"assistant","content":"The last boat from the north pier on Sundays leaves at 19:40 and calls at the mill, the old harbour and the town quay."},{"role":"user","content":"And what if I miss that one? My daughter says \"there is always another boat\",\nbut she has never waited in the rain."},{"role":"assistant","content":"Then the night bus is the way: line 7 from the car park, 20:15 and 21:45."},{"role":"user","content":"Thank you. How much is it for two adults and a bicycle, and can we pay by card on board?"}],"model":"gpt-4o-mini","max_completion_tokens":400,"n":2,"seed":7,"stream":true,"temperature":0.2,"user":"kiosk-12"}
        """)
    { Model = "gpt-4o-mini", Stream = true, OutputCap = 400, Choices = 2 };

    public static CompletionRequestSample EscapedChat { get; } = new(
        "chat with every name escaped", ChatCompletions,
        """
        {"\u006dessages":[{"\u0072ole":"user","content":"\"model\":\"x\",\"stream\":true"}],"mod\u0065l":"gpt\u002d4\/o","str\u0065am":true,
         "stream\u005foptions" : { "other":1 , "includ\u0065_usage" : true },"max_t\u006fkens":null,"max_completion_tokens":  17 }
        """)
    { Model = "gpt-4/o", Stream = true, AsksForUsage = true, OutputCap = 17 };

    public static CompletionRequestSample ToolChat { get; } = new(
        "chat with functions, their calls and names that look like content", ChatCompletions,
        """
        { "model": "openai/gpt-4.1",
          "tools": [{ "type": "function", "function": { "name": "book", "parameters": { "type": "object", "properties": {
             "file_id": { "type": "string" }, "image_url": { "type": "string" }, "model": { "type": "string" } } } } },
             { "type": "custom", "custom": { "name": "note" } }],
          "messages": [
            { "role": "user", "content": "Two seats, please." },
            { "role": "assistant", "content": null, "tool_calls": [{ "id": "call_1", "type": "function", "function": { "name": "book", "arguments": "{\"model\":\"x\",\"file_id\":\"f\"}" } }] },
            { "role": "tool", "tool_call_id": "call_1", "content": [{ "type": "text", "text": "booked" }] } ],
          "tool_choice": "auto", "modalities": ["text"], "service_tier": "flex", "max_tokens": 1e3 }
        """)
    { Model = "openai/gpt-4.1", HasTools = true, OutputCap = 1000, Tier = "flex" };

    public static CompletionRequestSample ImageChat { get; } = new(
        "chat with images in the body", ChatCompletions,
        """
        {"messages":[{"role":"user","content":[{"type":"text","text":"Which of the two?"},
        {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==","detail":"low"}},
        {"image_url":{"url":"data:image\/jpeg;base64,AAAA"},"type":"image_url"}]}],"model":"gpt-4o","max_tokens":50}
        """)
    { Model = "gpt-4o", InlineImages = 2, OutputCap = 50 };

    public static CompletionRequestSample Responses { get; } = new(
        "responses, text in", CompletionRoute.Responses,
        """{"model":"gpt-5-mini","input":"One line on tides.","instructions":"Plainly.","max_output_tokens":128,"stream":true,"background":false,"reasoning":{"effort":"low"},"text":{"format":{"type":"text"}}}""")
    { Model = "gpt-5-mini", Stream = true, OutputCap = 128 };

    public static CompletionRequestSample ResponsesItems { get; } = new(
        "responses with items, a call and an image", CompletionRoute.Responses,
        """
        {"input":[{"role":"user","content":"hello"},{"type":"message","role":"user","content":[{"type":"input_text","text":"and this?"},{"type":"input_image","detail":"auto","image_url":"data:image/webp;base64,UklGRg=="}]},
        {"type":"function_call","call_id":"c1","name":"f","arguments":"{\"file_id\":1}"},{"type":"function_call_output","call_id":"c1","output":"done"},
        {"type":"function_call_output","call_id":"c2","output":[{"type":"input_text","text":"done"}]}],
        "tools":[{"type":"function","name":"f","parameters":{"properties":{"conversation":{}}}}],"model":"gpt-5-mini","previous_response_id":null}
        """)
    { Model = "gpt-5-mini", InlineImages = 1, HasTools = true };

    public static CompletionRequestSample Completions { get; } = new(
        "completions with several prompts", CompletionRoute.Completions,
        """{"model":"gpt-3.5-turbo-instruct","prompt":["Once","Twice","Thrice"],"max_tokens":16,"n":1,"best_of":2,"stream":false}""")
    { Model = "gpt-3.5-turbo-instruct", OutputCap = 16, Choices = 6 };

    public static CompletionRequestSample TokenPrompt { get; } = new(
        "completions with one prompt in tokens", CompletionRoute.Completions, """{"model":"davinci-002","prompt":[15339, 1917, 0],"max_tokens":5}""")
    { Model = "davinci-002", OutputCap = 5 };

    public static CompletionRequestSample Embeddings { get; } = new(
        "embeddings of tokens", CompletionRoute.Embeddings, """{"input":[[15339,1917],[9906]],"model":"text-embedding-3-small","encoding_format":"base64","dimensions":256}""")
    { Model = "text-embedding-3-small", OutputCap = 0 };

    /// <summary>Every sample of this dialect.</summary>
    public static IReadOnlyList<CompletionRequestSample> All { get; } =
    [
        SmallChat, OrdinaryChat, EscapedChat, ToolChat, ImageChat, Responses, ResponsesItems, Completions, TokenPrompt, Embeddings,
        new("chat with an image elsewhere", ChatCompletions, """{"model":"m","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://pictures.example/1.png"}}]}]}""")
        { Model = "m", Unbounded = OutsideContent },
        new("responses that go on from another, in the background, with a search", CompletionRoute.Responses, """{"model":"m","previous_response_id":"resp_1","background":true,"tools":[{"type":"web_search"}],"input":[{"type":"item_reference","id":"msg_1"}],"service_tier":"priority"}""")
        { Model = "m", Background = true, HasTools = true, Unbounded = OutsideContent | ProviderTools, Tier = "priority" },
        new("chat that wants to be heard", ChatCompletions, """{"model":"m","modalities":["text","audio"],"audio":{"voice":"alloy","format":"wav"},"messages":[{"role":"user","content":[{"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}}]}],"stream":true,"stream_options":{"include_usage":false}}""")
        { Model = "m", Stream = true, Unbounded = AudioOrImageOutput | Media },
    ];
}
