using System.Text;
using Gateway.Wire.Json;

namespace Gateway.Wire.Completions.Requests;

/// <summary>Collects the members of a route's requests.</summary>
internal sealed class RequestMembersBuilder
{
    private const int NumberBytes = 32;

    private readonly bool _deep;

    private RequestMembersBuilder(bool deep)
    {
        _deep = deep;
        Add("model", RequestScanner.MaxRawModelBytes, stops: true);
        Add("stream", 0);
        Add("stream_options", 0);
        Add("stream_options.include_usage", 0);
        Add("background", 0);
    }

    public List<JsonMember> Members { get; } = [];

    public List<int> Caps { get; } = [];

    public List<int> Choices { get; } = [];

    public List<int> Tiers { get; } = [];

    public List<int> Single { get; } = [];

    public List<(int Member, ContentRule Rule)> Rules { get; } = [];

    public int Prompts { get; private set; } = -1;

    public static RequestMembersBuilder For(CompletionRoute route, bool deep)
    {
        RequestMembersBuilder builder = new(deep);
        switch (route)
        {
            case CompletionRoute.ChatCompletions:
            case CompletionRoute.Completions:
            case CompletionRoute.Responses:
            case CompletionRoute.Embeddings:
                OpenAIRequests.Describe(builder, route);
                break;
            case CompletionRoute.Messages:
                AnthropicRequests.Describe(builder);
                break;
            case CompletionRoute.GenerateContent:
            case CompletionRoute.StreamGenerateContent:
                GeminiRequests.Describe(builder);
                break;
            default:
                break;
        }

        return builder;
    }

    /// <summary>A cap on a choice's tokens.</summary>
    public void Cap(string path) => Single.Add(Put(Caps, Add(path, NumberBytes)));

    /// <summary>A number of choices.</summary>
    public void Choice(string path) => Single.Add(Put(Choices, Add(path, NumberBytes)));

    /// <summary>A service tier.</summary>
    public void Tier(string path) => Single.Add(Put(Tiers, Add(path, RequestScanner.MaxTierBytes + 2)));

    /// <summary>A member around others that count; there must be one.</summary>
    public void Around(string path) => Single.Add(Add(path, 0));

    /// <summary>The place of prompts, each of which is answered by itself.</summary>
    public void PromptsAt(string path) => Prompts = Add(path, 0);

    /// <summary>Members that must be absent, or the cost has no bound for the reason given.</summary>
    public void Absent(UnboundedReasons reason, params ReadOnlySpan<string> paths)
    {
        foreach (string path in paths)
        {
            Rule(path, new ContentRule(ContentRuleKind.Absent, reason));
        }
    }

    /// <summary>The only names, beside those described elsewhere, that may stand in an object.</summary>
    public void Only(string path, params ReadOnlySpan<string> names) => Only(UnboundedReasons.UnknownContent, path, names);

    /// <summary>The same, with what any other name means.</summary>
    public void Only(UnboundedReasons otherwise, string path, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            Known($"{path}.{name}");
        }

        Absent(otherwise, $"{path}.*");
    }

    /// <summary>A member judged by its value alone.</summary>
    public void Value(ContentRuleKind kind, UnboundedReasons reason, string path) => Rule(path, new ContentRule(kind, reason));

    /// <summary>A member judged by a string below it.</summary>
    public void Typed(ContentRuleKind kind, UnboundedReasons reason, string path, string type, string? instead = null, params ReadOnlySpan<string> allowed)
    {
        if (_deep)
        {
            int related = Known($"{path}.{type}");
            int other = instead is null ? -1 : Known($"{path}.{instead}");
            Rule(path, new ContentRule(kind, reason, related, other, [.. allowed.ToArray().Select(Encoding.ASCII.GetBytes)]));
        }
    }

    private void Rule(string path, ContentRule rule)
    {
        if (_deep)
        {
            bool byText = rule.Kind is ContentRuleKind.ImageUrl or ContentRuleKind.Modality;
            Rules.Add((Add(path, byText ? ContentJudge.CaptureBytes : 0, stops: true), rule));
        }
    }

    private int Known(string path)
    {
        if (!_deep)
        {
            return -1;
        }

        int known = Members.FindIndex(member => member.Path == path);
        return known >= 0 ? known : Add(path, ContentJudge.CaptureBytes);
    }

    private int Add(string path, int captureBytes, bool stops = false)
    {
        int known = Members.FindIndex(member => member.Path == path);
        if (known >= 0 && stops && !Members[known].Stops)
        {
            Members[known] = new JsonMember(path, Math.Max(captureBytes, Members[known].CaptureBytes), Stops: true);
            return known;
        }

        Members.Add(new JsonMember(path, captureBytes, stops));
        return Members.Count - 1;
    }

    private static int Put(List<int> list, int member)
    {
        list.Add(member);
        return member;
    }
}
