using static Gateway.Wire.Completions.UnboundedReasons;

namespace Gateway.Wire.Completions.Requests;

/// <summary>
/// Requests in Gemini's dialect (ai.google.dev/api/generate-content). Google reads protocol buffers' JSON: every name may also be written in
/// snake case, and an array of one may be written as its element.
/// </summary>
internal static class GeminiRequests
{
    public static void Describe(RequestMembersBuilder members)
    {
        members.Tier("serviceTier");
        members.Tier("service_tier");
        foreach (string config in (string[])["generationConfig", "generation_config"])
        {
            members.Around(config);
            members.Cap($"{config}.maxOutputTokens");
            members.Cap($"{config}.max_output_tokens");
            members.Choice($"{config}.candidateCount");
            members.Choice($"{config}.candidate_count");
            members.Absent(AudioOrImageOutput, $"{config}.speechConfig", $"{config}.speech_config", $"{config}.imageConfig", $"{config}.image_config");
            foreach (string modalities in (string[])["responseModalities", "response_modalities"])
            {
                members.Value(ContentRuleKind.Modality, AudioOrImageOutput, $"{config}.{modalities}");
                members.Value(ContentRuleKind.Modality, AudioOrImageOutput, $"{config}.{modalities}[]");
            }
        }

        members.Absent(OutsideContent, "cachedContent", "cached_content");
        members.Value(ContentRuleKind.ToolsOrTool, ProviderTools, "tools");
        members.Only(ProviderTools, "tools[]", "functionDeclarations", "function_declarations");
        DescribeContent(members, "contents[]");
        members.Value(ContentRuleKind.TextPartsOrPart, UnknownContent, "contents");
        DescribeContent(members, "systemInstruction");
        DescribeContent(members, "system_instruction");
    }

    private static void DescribeContent(RequestMembersBuilder members, string content)
    {
        string part = $"{content}.parts[]";
        members.Value(ContentRuleKind.TextPartsOrPart, UnknownContent, content);
        members.Value(ContentRuleKind.TextPartsOrPart, UnknownContent, $"{content}.parts");
        members.Value(ContentRuleKind.TextPartsOrPart, UnknownContent, part);
        members.Typed(ContentRuleKind.InlineMedia, Media, $"{part}.inlineData", "mimeType");
        members.Typed(ContentRuleKind.InlineMedia, Media, $"{part}.inline_data", "mime_type");
        members.Only($"{part}.inlineData", "data", "displayName");
        members.Only($"{part}.inline_data", "data", "display_name");
        members.Absent(OutsideContent, $"{part}.fileData", $"{part}.file_data");

        // What a function answers may carry media of its own.
        foreach (string answer in (string[])["functionResponse", "function_response"])
        {
            members.Absent(Media, $"{part}.{answer}.parts");
        }

        members.Only(
            part, "text", "thought", "thoughtSignature", "thought_signature", "functionCall", "function_call", "executableCode", "executable_code",
            "codeExecutionResult", "code_execution_result", "mediaResolution", "media_resolution");
        members.Only(content, "role");
    }
}
