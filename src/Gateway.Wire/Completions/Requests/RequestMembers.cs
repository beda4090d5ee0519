using Gateway.Wire.Json;

namespace Gateway.Wire.Completions.Requests;

/// <summary>The members of a route's requests that are worth knowing. Immutable; two for each route, made when first needed.</summary>
internal sealed class RequestMembers
{
    public const int Model = 0;
    public const int Stream = 1;
    public const int StreamOptions = 2;
    public const int IncludeUsage = 3;
    public const int Background = 4;

    private static readonly RequestMembers?[] Plain = new RequestMembers?[(int)CompletionRoute.StreamGenerateContent + 1];
    private static readonly RequestMembers?[] Deep = new RequestMembers?[(int)CompletionRoute.StreamGenerateContent + 1];

    internal RequestMembers(RequestMembersBuilder builder)
    {
        Set = new JsonMemberSet([.. builder.Members]);
        Caps = [.. builder.Caps];
        Choices = [.. builder.Choices];
        Tiers = [.. builder.Tiers];
        Single = [.. builder.Single];
        Prompts = builder.Prompts;
        Rules = new ContentRule?[Set.Count];
        foreach ((int member, ContentRule rule) in builder.Rules)
        {
            Rules[member] = rule;
        }
    }

    /// <summary>All members.</summary>
    public JsonMemberSet Set { get; }

    /// <summary>Caps on a choice's tokens.</summary>
    public int[] Caps { get; }

    /// <summary>Numbers of choices.</summary>
    public int[] Choices { get; }

    /// <summary>Service tiers.</summary>
    public int[] Tiers { get; }

    /// <summary>Members that must not be there twice if the cost is to be bounded.</summary>
    public int[] Single { get; }

    /// <summary>The elements of an array of prompts, or -1.</summary>
    public int Prompts { get; }

    /// <summary>How each member is judged in a deep scan; null: not at all.</summary>
    public ContentRule?[] Rules { get; }

    /// <summary>The members for a route.</summary>
    public static RequestMembers Of(CompletionRoute route, bool deep)
    {
        ref RequestMembers? place = ref (deep ? Deep : Plain)[(int)route];
        return Volatile.Read(ref place) ?? Make(route, deep, ref place);
    }

    private static RequestMembers Make(CompletionRoute route, bool deep, ref RequestMembers? place)
    {
        // Made twice if two ask for the first time at once; either is as good.
        RequestMembers made = new(RequestMembersBuilder.For(route, deep));
        Volatile.Write(ref place, made);
        return made;
    }
}
