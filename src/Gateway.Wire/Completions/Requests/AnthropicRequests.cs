using static Gateway.Wire.Completions.UnboundedReasons;

namespace Gateway.Wire.Completions.Requests;

/// <summary>
/// Requests in Anthropic's dialect (docs.claude.com/en/api/messages). Tools of Anthropic's own making, those that the client runs among them,
/// add prompts whose length only Anthropic knows: they have no bound.
/// </summary>
internal static class AnthropicRequests
{
    private static readonly string[] BlockNames =
        ["text", "cache_control", "citations", "title", "context", "id", "name", "input", "tool_use_id", "is_error", "thinking", "signature", "data"];

    private static readonly string[] BlockTypes = ["text", "image", "document", "tool_use", "tool_result", "thinking", "redacted_thinking", "search_result"];

    public static void Describe(RequestMembersBuilder members)
    {
        members.Tier("service_tier");
        members.Cap("max_tokens");
        members.Absent(ProviderTools, "mcp_servers", "context_management");
        members.Absent(OutsideContent, "container");
        members.Absent(PricedApart, "speed", "inference_geo");
        members.Value(ContentRuleKind.Tools, ProviderTools, "tools");
        members.Typed(ContentRuleKind.TypedOrNot, ProviderTools, "tools[]", "type", null, "custom");
        members.Value(ContentRuleKind.TextOrParts, UnknownContent, "system");
        members.Typed(ContentRuleKind.TextOrTyped, UnknownContent, "system[]", "type", null, "text");
        members.Only("system[]", "text", "cache_control", "citations");
        members.Value(ContentRuleKind.TextOrParts, UnknownContent, "messages");
        members.Value(ContentRuleKind.TextOrParts, UnknownContent, "messages[].content");
        members.Only("messages[]", "role");
        DescribeBlocks(members, "messages[].content[]");
        members.Value(ContentRuleKind.TextOrParts, UnknownContent, "messages[].content[].content");
        DescribeBlocks(members, "messages[].content[].content[]");
        members.Absent(UnknownContent, "messages[].content[].content[].content");
    }

    private static void DescribeBlocks(RequestMembersBuilder members, string block)
    {
        members.Typed(ContentRuleKind.TextOrTyped, UnknownContent, block, "type", null, BlockTypes);
        DescribeSource(members, $"{block}.source");

        // A document may be made of blocks of text and images.
        members.Value(ContentRuleKind.TextOrParts, UnknownContent, $"{block}.source.content");
        members.Typed(ContentRuleKind.TextOrTyped, UnknownContent, $"{block}.source.content[]", "type", null, "text", "image");
        DescribeSource(members, $"{block}.source.content[].source");
        members.Only($"{block}.source.content[]", "text", "cache_control", "citations");
        members.Only(block, BlockNames);
    }

    /// <summary>A search result's source is a string: it is a name and nothing that is fetched.</summary>
    private static void DescribeSource(RequestMembersBuilder members, string source) =>
        members.Typed(ContentRuleKind.Source, OutsideContent, source, "type", "media_type");
}
