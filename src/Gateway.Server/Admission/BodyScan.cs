using Gateway.Core.Admission;
using Gateway.Core.Keys;
using Gateway.Server.Forwarding;
using Gateway.Server.Refusals;
using Gateway.Server.Routing;
using Gateway.Wire.Completions;
using Gateway.Wire.Http1;

namespace Gateway.Server.Admission;

/// <summary>What is looked for in a request body, and what is made of it.</summary>
internal static class BodyScan
{
    /// <summary>Gets the scanner ready if the body matters: it is metered, or its model chooses the provider.</summary>
    public static void Begin(Exchange exchange)
    {
        ref RequestRoute route = ref exchange.Route;
        if (route.Completion == CompletionRoute.None && route.Kind != RouteKind.ByModel)
            return;

        ReadOnlySpan<byte> type = exchange.Head.Find(KnownHeader.ContentType).Of(exchange.HeadBytes);
        RequestContent content = RequestContentType.Of(route.Completion, type, out ReadOnlySpan<byte> boundary);
        if (content == RequestContent.Other)
            return;

        exchange.Scans = true;
        exchange.Scanner.Begin(route.Completion, content, boundary, NeedsBound(exchange.Key!.Policy));
    }

    /// <summary>After the last byte, or the last that is held.</summary>
    public static RefusalCode Judge(Exchange exchange)
    {
        ref RequestRoute route = ref exchange.Route;
        bool isMetered = route.Completion != CompletionRoute.None;
        if (!exchange.Scans)
            return isMetered && route.ModelInPath.IsEmpty ? RefusalCode.InvalidJson : RefusalCode.None;

        if (exchange.Intake.IsComplete)
            exchange.Scanner.End();
        if (!isMetered)
            return RefusalCode.None;
        if (exchange.Scanner.Fault == RequestFault.NotJson)
            return RefusalCode.InvalidJson;
        if (route.ModelInPath.IsEmpty && (exchange.Scanner.Fault != RequestFault.None || !exchange.Scanner.HasModel))
            return RefusalCode.ModelNotFound;
        if (exchange.Scanner.Background)
            route.Spend = RouteClass.Unmetered;
        return RefusalCode.None;
    }

    /// <summary>Only a strict key with a limit to keep needs to know all that a request could cost.</summary>
    private static bool NeedsBound(KeyPolicy policy) => policy.IsStrict && (policy.HasCostLimit || policy.HasTokenLimit);
}
