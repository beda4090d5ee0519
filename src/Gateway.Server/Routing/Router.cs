using Gateway.Core.Admission;
using Gateway.Server.Upstreams;
using Gateway.Wire.Completions;
using Gateway.Wire.Http1;

namespace Gateway.Server.Routing;

/// <summary>Reads method and path. Immutable; thread-safe; allocates nothing.</summary>
/// <remarks>
/// A path is compared byte for byte: one that is spelled in another way (percent-encoded letters, doubled slashes) is not recognised as a
/// metered call, and so is refused to every key that has limits.
/// </remarks>
public sealed class Router(IReadOnlyList<Provider> providers)
{
    private readonly Provider[] _providers = [.. providers];

    /// <summary>The route of a request whose path is <paramref name="path"/> (without query).</summary>
    public RequestRoute Resolve(HttpVerb verb, ReadOnlySpan<byte> path)
    {
        bool reads = verb is HttpVerb.Get or HttpVerb.Head;
        if (path.StartsWith("/v1/"u8))
        {
            if (reads && path.SequenceEqual("/v1/key"u8))
                return new RequestRoute { Kind = RouteKind.OwnKey, Spend = RouteClass.Free };
            if (reads && path.SequenceEqual("/v1/models"u8))
                return new RequestRoute { Kind = RouteKind.Models, Spend = RouteClass.Free };

            Dialect dialect = IsMessages(path[3..]) ? Dialect.Anthropic : Dialect.OpenAI;
            var route = new RequestRoute { Kind = RouteKind.ByModel, Dialect = dialect, VersionEnd = 3 };
            CallTable.Classify(ref route, verb, path);
            return route;
        }

        if (path.StartsWith("/v1beta/"u8))
        {
            var route = new RequestRoute { Kind = RouteKind.ByModel, Dialect = Dialect.Gemini, VersionEnd = 7 };
            CallTable.Classify(ref route, verb, path);
            return route;
        }

        if (path.StartsWith("/health/"u8) && reads)
        {
            if (path.SequenceEqual("/health/live"u8))
                return new RequestRoute { Kind = RouteKind.Live };
            if (path.SequenceEqual("/health/ready"u8))
                return new RequestRoute { Kind = RouteKind.Ready };
        }

        return ByName(verb, path);
    }

    private static bool IsMessages(ReadOnlySpan<byte> afterVersion)
        => afterVersion.StartsWith("/messages"u8) && (afterVersion.Length == 9 || afterVersion[9] == '/');

    private RequestRoute ByName(HttpVerb verb, ReadOnlySpan<byte> path)
    {
        int slash = path.Length > 1 ? path[1..].IndexOf((byte)'/') + 1 : 0;
        if (slash <= 1)
            return new RequestRoute { Kind = RouteKind.Unknown };

        ReadOnlySpan<byte> name = path[1..slash];
        foreach (Provider provider in _providers)
        {
            if (!name.SequenceEqual(provider.NameBytes))
                continue;

            var route = new RequestRoute { Kind = RouteKind.ByName, Named = provider, Dialect = provider.Dialect, PathStart = slash };
            route.VersionEnd = slash + provider.VersionLength(path[slash..]);
            CallTable.Classify(ref route, verb, path);
            return route;
        }

        return new RequestRoute { Kind = RouteKind.UnknownProvider };
    }
}
