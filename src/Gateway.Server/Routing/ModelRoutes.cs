using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Gateway.Core.Keys;
using Gateway.Core.Prices;
using Gateway.Server.Upstreams;
using Gateway.Wire.Completions;

namespace Gateway.Server.Routing;

/// <summary>
/// Which provider serves a model, and at what price. Made anew when providers or prices change. Thread-safe; what was asked before is
/// answered from memory, without allocation.
/// </summary>
public sealed class ModelRoutes
{
    /// <summary>Names remembered. Far above the number of models in use; a client that invents names fills it and then costs a search each time.</summary>
    private const int Remembered = 4096;

    private readonly Provider[] _providers;
    private readonly Glob[][] _globs;
    private readonly PriceTable _prices;
    private readonly Memory[] _byDialect;
    private readonly Memory[] _byProvider;

    /// <summary>Routes to <paramref name="providers"/>, which are in order of preference.</summary>
    public ModelRoutes(IReadOnlyList<Provider> providers, PriceTable prices)
    {
        _providers = [.. providers];
        _prices = prices;
        _globs = [.. providers.Select(provider => provider.Settings.Models.Select(pattern => new Glob(pattern)).ToArray())];
        _byDialect = [.. Enum.GetValues<Dialect>().Select(_ => new Memory())];
        _byProvider = [.. providers.Select(_ => new Memory())];
    }

    /// <summary>The provider of <paramref name="dialect"/> for a request that names no model: the first; null if there is none.</summary>
    public Provider? First(Dialect dialect)
    {
        foreach (Provider provider in _providers)
        {
            if (provider.Dialect == dialect)
                return provider;
        }

        return null;
    }

    /// <summary>The route of <paramref name="model"/> among the providers of <paramref name="dialect"/>; null if none serves it.</summary>
    public ModelRoute? Find(Dialect dialect, ReadOnlySpan<byte> model)
        => _byDialect[(int)dialect].TryGet(model, out ModelRoute? route) ? route : Search(dialect, model);

    /// <summary>The route of <paramref name="model"/> at <paramref name="provider"/>, which the path named.</summary>
    public ModelRoute At(Provider provider, ReadOnlySpan<byte> model)
    {
        Memory memory = _byProvider[provider.Index];
        if (memory.TryGet(model, out ModelRoute? route))
            return route;

        ReadOnlySpan<byte> prefix = provider.NameBytes;
        int prefixLength = model.Length > prefix.Length && model[prefix.Length] == '/' && model.StartsWith(prefix) ? prefix.Length + 1 : 0;
        route = Priced(provider, model, prefixLength);
        memory.Add(model, route);
        return route;
    }

    private ModelRoute? Search(Dialect dialect, ReadOnlySpan<byte> model)
    {
        ModelRoute? route = Named(dialect, model) ?? Matching(dialect, model);
        if (route is not null)
            _byDialect[(int)dialect].Add(model, route);
        return route;
    }

    private ModelRoute? Named(Dialect dialect, ReadOnlySpan<byte> model)
    {
        int slash = model.IndexOf((byte)'/');
        if (slash <= 0)
            return null;
        foreach (Provider provider in _providers)
        {
            if (provider.Dialect == dialect && model[..slash].SequenceEqual(provider.NameBytes))
                return Priced(provider, model, slash + 1);
        }

        return null;
    }

    private ModelRoute? Matching(Dialect dialect, ReadOnlySpan<byte> model)
    {
        Provider? best = null;
        int longest = -1;
        foreach (Provider provider in _providers)
        {
            if (provider.Dialect != dialect)
                continue;
            foreach (Glob glob in _globs[provider.Index])
            {
                if (glob.Pattern.Length > longest && glob.Matches(model))
                {
                    best = provider;
                    longest = glob.Pattern.Length;
                }
            }
        }

        return best is null ? null : Priced(best, model, 0);
    }

    private ModelRoute Priced(Provider provider, ReadOnlySpan<byte> model, int prefixLength)
        => new(provider, prefixLength, _prices.Find(provider.PriceName, model[prefixLength..]));

    /// <summary>Names and their routes, up to a number.</summary>
    private sealed class Memory
    {
        private readonly ConcurrentDictionary<byte[], ModelRoute> _routes = new(NameComparer.Instance);
        private readonly ConcurrentDictionary<byte[], ModelRoute>.AlternateLookup<ReadOnlySpan<byte>> _bySpan;
        private int _count;

        public Memory() => _bySpan = _routes.GetAlternateLookup<ReadOnlySpan<byte>>();

        public bool TryGet(ReadOnlySpan<byte> model, [NotNullWhen(true)] out ModelRoute? route) => _bySpan.TryGetValue(model, out route);

        public void Add(ReadOnlySpan<byte> model, ModelRoute route)
        {
            if (Volatile.Read(ref _count) < Remembered && _routes.TryAdd(model.ToArray(), route))
                Interlocked.Increment(ref _count);
        }
    }

    private sealed class NameComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly NameComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
