using Gateway.Core;
using Gateway.Core.Admission;
using Gateway.Core.Keys;
using Gateway.Server.Configuration;
using Gateway.Server.Connections;
using Gateway.Server.Forwarding;
using Gateway.Server.Hosting;
using Gateway.Server.Refusals;
using Gateway.Server.Routing;
using Gateway.Wire.Http1;

namespace Gateway.Server.Admission;

/// <summary>
/// The one place where it is decided whether a request goes on: by its head (route, key, framing), and by its body (model, limits).
/// Synchronous; thread-safe.
/// </summary>
internal sealed class Gate(KeyDirectory keys, ModelRoutes routes, IReadiness readiness, PinnedBuffers buffers, GatewayLimits limits)
{
    private ModelRoutes _routes = routes;

    /// <summary>Puts other prices in force for the requests that follow.</summary>
    public void Replace(ModelRoutes replacement) => Volatile.Write(ref _routes, replacement);

    /// <summary>What can be said before the body: <see cref="RefusalCode.None"/> lets it come.</summary>
    public RefusalCode JudgeHead(Exchange exchange, CredentialMemo memo)
    {
        switch (exchange.Route.Kind)
        {
            case RouteKind.Live or RouteKind.Ready or RouteKind.ServerOptions:
                return RefusalCode.None;
            case RouteKind.Unknown:
                return RefusalCode.UnknownRoute;
            case RouteKind.UnknownProvider:
                return RefusalCode.UnknownProvider;
        }

        if (readiness.State == ReadinessState.Draining)
            return RefusalCode.Draining;
        if (exchange.Head.Verb == HttpVerb.Trace)
            return RefusalCode.UnknownRoute;

        RefusalCode code = Authenticate(exchange, memo, DateTime.UtcNow.Ticks);
        if (code != RefusalCode.None)
            return code;
        if (exchange.Head.Framing == BodyFraming.None)
            return RefusalCode.None;
        if (exchange.Head.TryFind(KnownHeader.ContentEncoding, out ByteRange encoding) && !IsIdentity(encoding.Of(exchange.HeadBytes)))
            return RefusalCode.UnsupportedContentEncoding;
        if (exchange.Head.ContentLength > limits.BodyBytes)
            return RefusalCode.BodyTooLarge;
        BodyScan.Begin(exchange);
        return RefusalCode.None;
    }

    /// <summary>Everything else, once the body is there (or as much of it as is held). A refusal has taken nothing.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="memo">What the connection remembers of its key.</param>
    /// <param name="waited">The body had to be waited for, so that the key may have changed meanwhile.</param>
    public Refusal Admit(Exchange exchange, CredentialMemo memo, bool waited)
    {
        // Read once, last: nothing is awaited between here and the last exchange on the key's counters.
        TimeReading now = Clock.Read();
        if (waited)
        {
            RefusalCode again = Authenticate(exchange, memo, now.Wall);
            if (again != RefusalCode.None)
                return new Refusal(again);
        }

        RefusalCode body = BodyScan.Judge(exchange);
        if (body != RefusalCode.None)
            return new Refusal(body);

        int prefix = 0;
        if (!TryRoute(exchange, ref prefix))
            return new Refusal(RefusalCode.UnknownProvider);
        if (readiness.State == ReadinessState.JournalUnavailable)
            return new Refusal(RefusalCode.JournalUnavailable);

        Refusal refusal = AdmissionCall.Try(exchange, prefix, now);
        if (refusal.Code == RefusalCode.None)
            UpstreamRequest.Compose(exchange, prefix, buffers);
        return refusal;
    }

    private RefusalCode Authenticate(Exchange exchange, CredentialMemo memo, long wall)
    {
        ReadOnlySpan<byte> presented = PresentedKey.Find(exchange.Head, exchange.HeadBytes, exchange.Route.Dialect, out bool conflicts);
        if (presented.IsEmpty)
            return RefusalCode.MissingApiKey;
        if (conflicts)
            return RefusalCode.ConflictingApiKeys;

        ApiKey? key = keys.Authenticate(presented, memo, wall);
        exchange.Key = key;
        if (key is null)
            return RefusalCode.InvalidApiKey;

        KeyPolicy policy = key.Policy;
        if (!policy.IsEnabled)
            return RefusalCode.ApiKeyDisabled;
        return policy.IsExpiredAt(wall) ? RefusalCode.ApiKeyExpired : RefusalCode.None;
    }

    private bool TryRoute(Exchange exchange, ref int prefix)
    {
        ModelRoutes current = Volatile.Read(ref _routes);
        ref RequestRoute route = ref exchange.Route;
        ReadOnlySpan<byte> model = exchange.Model;
        if (model.IsEmpty)
        {
            exchange.Provider = route.Kind == RouteKind.ByName ? route.Named : current.First(route.Dialect);
            return exchange.Provider is not null;
        }

        ModelRoute? found = route.Kind == RouteKind.ByName ? current.At(route.Named!, model) : current.Find(route.Dialect, model);
        if (found is null)
        {
            // A free call that names a model which nobody serves goes to the first provider, who says so in its own words.
            exchange.Provider = route.Spend == RouteClass.Metered ? null : current.First(route.Dialect);
            return exchange.Provider is not null;
        }

        exchange.Provider = found.Provider;
        exchange.Price = found.Price;
        prefix = found.PrefixLength;
        return true;
    }

    private static bool IsIdentity(ReadOnlySpan<byte> encoding) => System.Text.Ascii.EqualsIgnoreCase(encoding, "identity"u8);
}
