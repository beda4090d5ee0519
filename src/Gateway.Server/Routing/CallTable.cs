using Gateway.Core.Admission;
using Gateway.Wire.Completions;
using Gateway.Wire.Http1;

namespace Gateway.Server.Routing;

/// <summary>Which calls of a dialect are metered, which are free; every other one spends what cannot be read off its response.</summary>
internal static class CallTable
{
    /// <summary>Fills in what the rest of the path, behind its version, says.</summary>
    public static void Classify(ref RequestRoute route, HttpVerb verb, ReadOnlySpan<byte> path)
    {
        ReadOnlySpan<byte> call = path[route.VersionEnd..];
        route.Spend = verb is HttpVerb.Get or HttpVerb.Head or HttpVerb.Delete ? RouteClass.Free : RouteClass.Unmetered;
        switch (route.Dialect)
        {
            case Dialect.Gemini:
                ClassifyGemini(ref route, verb, call);
                break;
            case Dialect.Anthropic:
                if (verb == HttpVerb.Post && call.SequenceEqual("/messages"u8))
                    Meter(ref route, CompletionRoute.Messages);
                else if (verb == HttpVerb.Post && call.SequenceEqual("/messages/count_tokens"u8))
                    route.Spend = RouteClass.Free;
                break;
            default:
                ClassifyOpenAI(ref route, verb, call);
                break;
        }
    }

    private static void ClassifyOpenAI(ref RequestRoute route, HttpVerb verb, ReadOnlySpan<byte> call)
    {
        if (verb == HttpVerb.Post)
        {
            if (call.SequenceEqual("/chat/completions"u8))
                Meter(ref route, CompletionRoute.ChatCompletions);
            else if (call.SequenceEqual("/responses"u8))
                Meter(ref route, CompletionRoute.Responses);
            else if (call.SequenceEqual("/embeddings"u8))
                Meter(ref route, CompletionRoute.Embeddings);
            else if (call.SequenceEqual("/completions"u8))
                Meter(ref route, CompletionRoute.Completions);
            else if (call.SequenceEqual("/moderations"u8) || call.SequenceEqual("/responses/input_tokens"u8))
                route.Spend = RouteClass.Free;
        }
        else if (call.StartsWith("/models/"u8))
        {
            route.ModelInPath = new ByteRange(route.VersionEnd + 8, call.Length - 8);
        }
    }

    private static void ClassifyGemini(ref RequestRoute route, HttpVerb verb, ReadOnlySpan<byte> call)
    {
        if (!call.StartsWith("/models/"u8))
            return;

        ReadOnlySpan<byte> name = call[8..];
        int colon = name.LastIndexOf((byte)':');
        route.ModelInPath = new ByteRange(route.VersionEnd + 8, colon < 0 ? name.Length : colon);
        if (colon < 0 || verb != HttpVerb.Post)
            return;

        ReadOnlySpan<byte> method = name[(colon + 1)..];
        if (method.SequenceEqual("generateContent"u8))
            Meter(ref route, CompletionRoute.GenerateContent);
        else if (method.SequenceEqual("streamGenerateContent"u8))
            Meter(ref route, CompletionRoute.StreamGenerateContent);
        else if (method.SequenceEqual("countTokens"u8))
            route.Spend = RouteClass.Free;
    }

    private static void Meter(ref RequestRoute route, CompletionRoute completion)
    {
        route.Completion = completion;
        route.Spend = RouteClass.Metered;
    }
}
