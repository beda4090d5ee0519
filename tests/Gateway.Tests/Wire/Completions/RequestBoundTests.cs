using Gateway.Wire.Completions;
using Xunit;
using static Gateway.Wire.Completions.UnboundedReasons;
using Route = Gateway.Wire.Completions.CompletionRoute;

namespace Gateway.Tests.Wire.Completions;

/// <summary>What takes the bound off a request's cost, and what does not.</summary>
public sealed class RequestBoundTests
{
    [Theory]
    [InlineData("""{}""", None)]
    [InlineData("""{"messages":[]}""", None)]
    [InlineData("""{"messages":[{"role":"user","content":"x","name":"n"}]}""", None)]
    [InlineData("""{"messages":[{"role":"user","content":["x",{"type":"text","text":"y"}]}]}""", None)]
    [InlineData("""{"messages":{"role":"user","content":"x"}}""", UnknownContent)]
    [InlineData("""{"messages":[{"content":{"type":"image_url","image_url":"https://x"}}]}""", UnknownContent | OutsideContent)]
    [InlineData("""{"messages":[{"content":[{"type":"video_url","video_url":{"url":"https://x"}}]}]}""", UnknownContent)]
    [InlineData("""{"messages":[{"content":[{"video_url":"https://x"}]}]}""", UnknownContent)]
    [InlineData("""{"messages":[{"content":[{"type":"text","type":"image_url"}]}]}""", UnknownContent)]
    [InlineData("""{"messages":[{"content":[{"type":7}]}]}""", UnknownContent)]
    [InlineData("""{"messages":[{"content":[[{"type":"image_url"}]]}]}""", UnknownContent)]
    [InlineData("""{"messages":[{"content":[{"type":"text","text":"x"},{"type":"file","file":{"file_id":"f"}}]}]}""", OutsideContent | Media)]
    [InlineData("""{"messages":[{"content":[{"type":"file","file":{"file_data":"data:application/pdf;base64,AA"}}]}]}""", Media)]
    [InlineData("""{"messages":[{"content":[{"type":"im\u0061ge_url","image_url":{"u\u0072l":"HTTPS://x"}}]}]}""", OutsideContent)]
    [InlineData("""{"messages":[{"content":[{"type":"image_url","image_url":{"url":"data:video/mp4;base64,AA"}}]}]}""", OutsideContent)]
    [InlineData("""{"messages":[{"content":[{"type":"image_url","image_url":{"url":5}}]}]}""", OutsideContent)]
    [InlineData("""{"messages":[{"content":[{"type":"image_url","image_url":{"uri":"x"}}]}]}""", UnknownContent)]
    [InlineData("""{"messages":[{"role":"user","images":["AAAA"]}]}""", UnknownContent)]
    [InlineData("""{"messages":[{"role":"assistant","audio":{"id":"a"}}]}""", OutsideContent)]
    [InlineData("""{"messages":[{"role":"assistant","audio":null,"content":null}]}""", None)]
    [InlineData("""{"Messages":[{"content":[{"type":"video_url"}]}]}""", Ambiguous)]
    [InlineData("""{"messages":[],"tools":[{"type":"function","function":{"name":"video_url"}}]}""", None)]
    [InlineData("""{"messages":[],"tools":[{"type":"web_search"}]}""", ProviderTools)]
    [InlineData("""{"messages":[],"tools":[{"type":"function"},{"google_search":{}}]}""", ProviderTools)]
    [InlineData("""{"messages":[],"tools":{"type":"function"}}""", ProviderTools)]
    [InlineData("""{"messages":[],"tools":[],"functions":null,"web_search_options":null,"plugins":[],"enable_search":false}""", None)]
    [InlineData("""{"web_search_options":{}}""", ProviderTools)]
    [InlineData("""{"plugins":[{"id":"web"}]}""", ProviderTools)]
    [InlineData("""{"enable_search":true}""", ProviderTools)]
    [InlineData("""{"modalities":["text"]}""", None)]
    [InlineData("""{"modalities":["text","\u0061udio"]}""", AudioOrImageOutput)]
    [InlineData("""{"modalities":"image"}""", AudioOrImageOutput)]
    [InlineData("""{"audio":{"voice":"x"}}""", AudioOrImageOutput)]
    [InlineData("""{"prediction":{"type":"content","content":"x"}}""", Prediction)]
    [InlineData("""{"n":"3"}""", Ambiguous)]
    [InlineData("""{"n":3,"n":1}""", Ambiguous)]
    [InlineData("""{"N":3}""", Ambiguous)]
    [InlineData("""{"max_tokens":1,"max_tokens":2}""", Ambiguous)]
    [InlineData("""{"service_tier":5}""", Ambiguous)]
    [InlineData("""{"service_tier":"auto","service_tier":"priority"}""", Ambiguous)]
    [InlineData("""{"service_tier":"\ud800"}""", Ambiguous)]
    [InlineData("""{} {}""", Malformed)]
    [InlineData("", Malformed)]
    [InlineData("""{"model":"m"]""", Malformed)]
    public void Of_chat_requests(string body, UnboundedReasons reasons) => Check(Route.ChatCompletions, body, reasons);

    [Theory]
    [InlineData("""{"input":"x"}""", None)]
    [InlineData("""{"input":[{"role":"user","content":"x"},{"type":"message","role":"user","content":[{"type":"input_text","text":"x"}]}]}""", None)]
    [InlineData("""{"input":[{"id":"msg_1"}]}""", OutsideContent)]
    [InlineData("""{"input":[{"id":"msg_1","type":null}]}""", OutsideContent)]
    [InlineData("""{"input":[{"type":"item_reference","id":"msg_1"}]}""", OutsideContent)]
    [InlineData("""{"input":[{"type":"reasoning","id":"rs_1","summary":[]}]}""", OutsideContent)]
    [InlineData("""{"input":[{"type":"web_search_call","id":"ws"}]}""", OutsideContent)]
    [InlineData("""{"input":["x"]}""", OutsideContent)]
    [InlineData("""{"input":{"role":"user"}}""", UnknownContent)]
    [InlineData("""{"input":[{"role":"user","content":[{"type":"input_image","image_url":"https://x"}]}]}""", OutsideContent)]
    [InlineData("""{"input":[{"role":"user","content":[{"type":"input_image","file_id":"f"}]}]}""", OutsideContent)]
    [InlineData("""{"input":[{"role":"user","content":[{"type":"input_file","file_url":"https://x"}]}]}""", OutsideContent)]
    [InlineData("""{"input":[{"role":"user","content":[{"type":"input_file","filename":"a","file_data":"x"}]}]}""", Media)]
    [InlineData("""{"input":[{"type":"function_call_output","call_id":"c","output":[{"type":"input_file","file_id":"f"}]}]}""", OutsideContent)]
    [InlineData("""{"previous_response_id":"r"}""", OutsideContent)]
    [InlineData("""{"conversation":"c"}""", OutsideContent)]
    [InlineData("""{"conversation":{"id":"c"}}""", OutsideContent)]
    [InlineData("""{"prompt":{"id":"p"}}""", OutsideContent)]
    [InlineData("""{"previous_response_id":null,"conversation":null,"prompt":null}""", None)]
    [InlineData("""{"tools":[{"type":"function"},{"type":"custom"}]}""", None)]
    [InlineData("""{"tools":[{"type":"file_search"}]}""", ProviderTools)]
    [InlineData("""{"tools":[{"type":"code_interpreter"}]}""", ProviderTools)]
    [InlineData("""{"tools":[{"type":"mcp"}]}""", ProviderTools)]
    [InlineData("""{"tools":[{"type":"image_generation"}]}""", ProviderTools)]
    [InlineData("""{"tools":[{"type":"computer_use_preview"}]}""", ProviderTools)]
    [InlineData("""{"context_management":[{"type":"compaction"}]}""", ProviderTools)]
    public void Of_responses_requests(string body, UnboundedReasons reasons) => Check(Route.Responses, body, reasons);

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"x"}],"system":"s"}""", None)]
    [InlineData("""{"messages":[],"system":[{"type":"text","text":"s","cache_control":{"type":"ephemeral"}}]}""", None)]
    [InlineData("""{"messages":[],"system":[{"type":"image"}]}""", UnknownContent)]
    [InlineData("""{"messages":[{"content":[{"type":"image","source":{"type":"url","url":"https://x"}}]}]}""", OutsideContent)]
    [InlineData("""{"messages":[{"content":[{"type":"image","source":{"type":"file","file_id":"f"}}]}]}""", OutsideContent)]
    [InlineData("""{"messages":[{"content":[{"type":"image","source":{"type":"base64","type":"url","media_type":"image/png"}}]}]}""", OutsideContent)]
    [InlineData("""{"messages":[{"content":[{"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"x"}}]}]}""", Media)]
    [InlineData("""{"messages":[{"content":[{"type":"document","source":{"type":"content","content":[{"type":"text","text":"x"},{"type":"image","source":{"type":"url"}}]}}]}]}""", OutsideContent)]
    [InlineData("""{"messages":[{"content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"image","source":{"type":"url"}}]}]}]}""", OutsideContent)]
    [InlineData("""{"messages":[{"content":[{"type":"tool_result","tool_use_id":"t","content":"x","is_error":false}]}]}""", None)]
    [InlineData("""{"messages":[{"content":[{"type":"tool_use","id":"t","name":"n","input":{"source":{"type":"url"},"type":"image"}}]}]}""", None)]
    [InlineData("""{"messages":[{"content":[{"type":"server_tool_use"}]}]}""", UnknownContent)]
    [InlineData("""{"messages":[{"content":[{"type":"container_upload","file_id":"f"}]}]}""", UnknownContent)]
    [InlineData("""{"tools":[{"name":"a","input_schema":{}},{"type":"custom","name":"b"}]}""", None)]
    [InlineData("""{"tools":[{"type":null,"name":"a"}]}""", None)]
    [InlineData("""{"tools":[{"type":"web_search_20250305"}]}""", ProviderTools)]
    [InlineData("""{"tools":[{"type":"bash_20250124"}]}""", ProviderTools)]
    [InlineData("""{"mcp_servers":[{"url":"https://x"}]}""", ProviderTools)]
    [InlineData("""{"container":"c"}""", OutsideContent)]
    [InlineData("""{"context_management":{"edits":[]}}""", ProviderTools)]
    [InlineData("""{"speed":"fast"}""", PricedApart)]
    [InlineData("""{"inference_geo":"us"}""", PricedApart)]
    public void Of_messages_requests(string body, UnboundedReasons reasons) => Check(Route.Messages, body, reasons);

    [Theory]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"x","thoughtSignature":"s"}]}]}""", None)]
    [InlineData("""{"contents":{"parts":{"text":"x"}}}""", None)]
    [InlineData("""{"contents":{"parts":{"fileData":{}}}}""", OutsideContent)]
    [InlineData("""{"contents":[{"parts":[{"file_data":{"file_uri":"x"}}]}]}""", OutsideContent)]
    [InlineData("""{"contents":[{"parts":[{"inlineData":{"mimeType":"audio/mp3","data":"x"}}]}]}""", Media)]
    [InlineData("""{"contents":[{"parts":[{"inlineData":{"data":"x"}}]}]}""", Media)]
    [InlineData("""{"contents":[{"parts":[{"inlineData":{"mimeType":"image/png","mimeType":"audio/mp3"}}]}]}""", Media)]
    [InlineData("""{"contents":[{"parts":[{"somethingNew":{}}]}]}""", UnknownContent)]
    [InlineData("""{"contents":[{"parts":[{"functionResponse":{"name":"f","response":{"fileData":1}}},{"functionCall":{"args":{"inlineData":1}}}]}]}""", None)]
    [InlineData("""{"contents":[{"parts":[{"functionResponse":{"name":"f","parts":[{"inlineData":{}}]}}]}]}""", Media)]
    [InlineData("""{"systemInstruction":{"parts":[{"fileData":{}}]}}""", OutsideContent)]
    [InlineData("""{"system_instruction":{"parts":{"fileData":{}}}}""", OutsideContent)]
    [InlineData("""{"tools":[{"functionDeclarations":[{"name":"googleSearch"}]}]}""", None)]
    [InlineData("""{"tools":[{"functionDeclarations":[],"googleSearch":{}}]}""", ProviderTools)]
    [InlineData("""{"tools":[{"google_search":{}}]}""", ProviderTools)]
    [InlineData("""{"tools":{"codeExecution":{}}}""", ProviderTools)]
    [InlineData("""{"tools":[{"urlContext":{}}]}""", ProviderTools)]
    [InlineData("""{"cachedContent":"c"}""", OutsideContent)]
    [InlineData("""{"cached_content":"c"}""", OutsideContent)]
    [InlineData("""{"generationConfig":{"responseModalities":["text"]}}""", None)]
    [InlineData("""{"generationConfig":{"responseModalities":["AUDIO"]}}""", AudioOrImageOutput)]
    [InlineData("""{"generation_config":{"response_modalities":["IMAGE"]}}""", AudioOrImageOutput)]
    [InlineData("""{"generationConfig":{"speechConfig":{}}}""", AudioOrImageOutput)]
    [InlineData("""{"generationConfig":{"maxOutputTokens":1},"generationConfig":{}}""", Ambiguous)]
    [InlineData("""{"generationConfig":{"candidateCount":"8"}}""", Ambiguous)]
    [InlineData("""{"serviceTier":"flex","service_tier":"priority"}""", Ambiguous)]
    public void Of_gemini_requests(string body, UnboundedReasons reasons) => Check(Route.GenerateContent, body, reasons);

    [Theory]
    [InlineData("""{"input":"x"}""", None)]
    [InlineData("""{"input":["x",[1,2],3,[[4]]]}""", None)]
    [InlineData("""{"input":[{"image":"https://x"}]}""", UnknownContent)]
    [InlineData("""{"input":{"image":"https://x"}}""", UnknownContent)]
    [InlineData("""{"input":[[{"image":"https://x"}]]}""", UnknownContent)]
    public void Of_embeddings_requests(string body, UnboundedReasons reasons) => Check(Route.Embeddings, body, reasons);

    [Fact]
    public void A_bound_depends_on_somebody_having_looked()
    {
        RequestShape shape = RequestReading.Scan(Route.ChatCompletions, """{"messages":[{"content":"x"}]}""").Shape;
        Assert.Equal(NotExamined, shape.Unbounded);
        Assert.False(shape.IsBounded);
    }

    private static void Check(Route route, string body, UnboundedReasons reasons)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(body);
        RequestScanner scanner = RequestReading.Scan(route, bytes, deep: true);
        Assert.Equal(reasons, scanner.Shape.Unbounded);
        Assert.Equal((reasons & OutsideContent) != 0, scanner.Shape.RefersToOutsideContent);
        Assert.Equal((reasons & ProviderTools) != 0, scanner.Shape.HasProviderTools);
        Assert.Equal((reasons & AudioOrImageOutput) != 0, scanner.Shape.WantsAudioOrImage);
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            RequestReading.Run(scanner, route, bytes, deep: true, cut);
            Assert.Equal(reasons, scanner.Shape.Unbounded);
        }
    }
}
