namespace Gateway.Core.Prices;

/// <summary>Turns what the files say into tables to look names up in: everything that can be decided once is decided here.</summary>
internal sealed class PriceTableBuilder
{
    private readonly Dictionary<string, PriceTableLayers> _providers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, PriceTableEntry> _userByKey = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<PriceTableEntry> _forAnyProvider = [];
    private readonly Dictionary<string, PriceTableEntry> _forAnyProviderByKey = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Builds the table of two files.</summary>
    public static PriceTable Build(PriceTableFile builtIn, PriceTableFile user)
    {
        var builder = new PriceTableBuilder();
        builder.TakeUser(builtIn, user);
        builder.TakeBuiltIn(builtIn);
        return builder.Finish([.. builtIn.Fallbacks, .. user.Fallbacks]);
    }

    private void TakeUser(PriceTableFile builtIn, PriceTableFile user)
    {
        Dictionary<string, PriceTableEntry> builtInByKey = new(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in builtIn.Entries)
        {
            Layers(Split(entry.Key).Provider);
            builtInByKey.Add(entry.Key, entry);
        }

        foreach (var entry in user.Entries)
            _userByKey.Add(entry.Key, entry);
        HashSet<string> known = new(_providers.Keys, StringComparer.OrdinalIgnoreCase);
        foreach (var entry in user.Entries)
        {
            // "meta-llama/llama-3" may be a provider's model or a model with a slash in its name: both, unless the provider is a known one.
            var (provider, model) = Split(entry.Key);
            if (provider.Length > 0)
                Layers(provider).OfUser.Add(model, builtInByKey.TryGetValue(entry.Key, out var replaced) ? entry.KeepSizesOf(replaced) : entry);
            if (known.Contains(provider))
                continue;
            _forAnyProvider.Add(entry);
            _forAnyProviderByKey.Add(entry.Key, entry);
        }
    }

    private void TakeBuiltIn(PriceTableFile builtIn)
    {
        foreach (var entry in builtIn.Entries)
        {
            var (provider, model) = Split(entry.Key);
            var layers = Layers(provider);
            if (!_userByKey.TryGetValue(entry.Key, out var replacement) && !_forAnyProviderByKey.TryGetValue(model, out replacement))
            {
                layers.BuiltIn.Add(model, entry);
                continue;
            }

            var inForce = replacement.KeepSizesOf(entry) with { Match = replacement.Match ?? entry.Match, Except = replacement.Except ?? entry.Except };
            layers.Replaced.Add(model, inForce with { Match = null });
            layers.BuiltIn.Add(model, inForce);
        }
    }

    private PriceTable Finish(IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> fallbacks)
    {
        var shared = new PriceTableLayer();
        foreach (var entry in _forAnyProvider)
            shared.Add(entry.Key, entry);
        Dictionary<string, PriceTableProvider> own = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, layers) in _providers)
            own.Add(name, layers.Build(shared, []));
        Dictionary<string, PriceTableProvider> all = new(own, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, makers) in fallbacks)
        {
            var found = makers.Where(own.ContainsKey).Select(maker => own[maker]).ToArray();
            all[name] = Layers(name).Build(shared, found);
        }

        return new(all, new PriceTableLayers().Build(shared, []));
    }

    private PriceTableLayers Layers(string provider)
    {
        if (!_providers.TryGetValue(provider, out var layers))
            _providers.Add(provider, layers = new());
        return layers;
    }

    private static (string Provider, string Model) Split(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? ("", key) : (key[..slash], key[(slash + 1)..]);
    }
}
