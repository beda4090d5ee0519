using static Gateway.Wire.Completions.UnboundedReasons;

namespace Gateway.Wire.Completions.Requests;

/// <summary>
/// Requests in OpenAI's dialect (platform.openai.com/docs/api-reference: chat, completions, responses, embeddings), with those members of
/// compatible servers that spend or bound tokens: llama.cpp's <c>n_predict</c> goes before <c>max_tokens</c>.
/// </summary>
internal static class OpenAIRequests
{
    private static readonly string[] ClientTools = ["function", "custom"];

    public static void Describe(RequestMembersBuilder members, CompletionRoute route)
    {
        members.Tier("service_tier");
        if (route == CompletionRoute.Embeddings)
        {
            // Texts and tokens, in arrays or not; an object would be an image or whatever else.
            members.Absent(UnknownContent, "input[].*", "input[][].*");
            return;
        }

        if (route == CompletionRoute.Responses)
        {
            members.Cap("max_output_tokens");
        }
        else
        {
            members.Cap("max_tokens");
            members.Cap("max_completion_tokens");
            members.Cap("n_predict");
            members.Choice("n");
        }

        // Searches, plug-ins and compaction that the provider does by itself, in OpenAI's own API and in those of OpenRouter, xAI and Qwen.
        members.Absent(ProviderTools, "web_search_options", "plugins", "web_search", "enable_search", "search_parameters", "context_management", "mcp_servers");
        members.Value(ContentRuleKind.Modality, AudioOrImageOutput, "modalities");
        members.Value(ContentRuleKind.Modality, AudioOrImageOutput, "modalities[]");
        members.Absent(AudioOrImageOutput, "audio");
        members.Absent(Prediction, "prediction");
        members.Value(ContentRuleKind.Tools, ProviderTools, "tools");
        members.Typed(ContentRuleKind.Typed, ProviderTools, "tools[]", "type", allowed: ClientTools);
        switch (route)
        {
            case CompletionRoute.Completions:
                members.Choice("best_of");
                members.PromptsAt("prompt[]");
                members.Value(ContentRuleKind.Plain, UnknownContent, "prompt");
                break;
            case CompletionRoute.ChatCompletions:
                DescribeChat(members);
                break;
            default:
                DescribeResponses(members);
                break;
        }
    }

    private static void DescribeChat(RequestMembersBuilder members)
    {
        members.Value(ContentRuleKind.Tools, ProviderTools, "functions");
        members.Value(ContentRuleKind.TextOrParts, UnknownContent, "messages");
        members.Absent(OutsideContent, "messages[].audio");
        members.Value(ContentRuleKind.TextOrParts, UnknownContent, "messages[].content");
        members.Only(
            "messages[]", "role", "name", "refusal", "tool_calls", "tool_call_id", "function_call", "reasoning", "reasoning_content", "cache_control", "annotations");
        members.Typed(ContentRuleKind.TextOrTyped, UnknownContent, "messages[].content[]", "type", null, "text", "refusal", "image_url", "input_audio", "file");
        members.Absent(Media, "messages[].content[].input_audio", "messages[].content[].file");
        members.Absent(OutsideContent, "messages[].content[].file.file_id");
        members.Value(ContentRuleKind.ImageUrl, OutsideContent, "messages[].content[].image_url");
        members.Value(ContentRuleKind.ImageUrl, OutsideContent, "messages[].content[].image_url.url");
        members.Only("messages[].content[].image_url", "detail", "format");
        members.Only("messages[].content[]", "text", "refusal", "cache_control", "annotations");
    }

    private static void DescribeResponses(RequestMembersBuilder members)
    {
        members.Absent(OutsideContent, "previous_response_id", "conversation", "prompt");
        members.Value(ContentRuleKind.TextOrParts, UnknownContent, "instructions");
        members.Absent(UnknownContent, "instructions[]");
        members.Value(ContentRuleKind.TextOrParts, UnknownContent, "input");

        // An item with nothing but an id refers to a stored one, and so does reasoning; only a message may go without a type.
        members.Typed(
            ContentRuleKind.TypedOrInstead, OutsideContent, "input[]", "type", "role", "message", "function_call", "function_call_output", "custom_tool_call", "custom_tool_call_output");
        members.Value(ContentRuleKind.TextOrParts, UnknownContent, "input[].content");
        members.Value(ContentRuleKind.TextOrParts, UnknownContent, "input[].output");
        members.Only("input[]", "id", "status", "phase", "call_id", "name", "namespace", "arguments", "input");
        DescribeParts(members, "input[].content[]");
        DescribeParts(members, "input[].output[]");
    }

    private static void DescribeParts(RequestMembersBuilder members, string part)
    {
        members.Typed(ContentRuleKind.Typed, UnknownContent, part, "type", null, "input_text", "output_text", "text", "refusal", "input_image", "input_file", "input_audio");
        members.Absent(OutsideContent, $"{part}.file_id", $"{part}.file_url");
        members.Absent(Media, $"{part}.file_data", $"{part}.input_audio");
        members.Value(ContentRuleKind.ImageUrl, OutsideContent, $"{part}.image_url");
        members.Only(part, "text", "refusal", "annotations", "logprobs", "detail", "filename");
    }
}
