using System.Text;

namespace Gateway.Core.Prices;

/// <summary>Entries of one rank: their exact names and their match rules.</summary>
internal sealed class PriceTableLayer
{
    private readonly Dictionary<byte[], ModelPrice> _exact = new(PriceTableNames.Comparer);
    private readonly List<PriceTableRule> _rules = [];

    /// <summary>Exact names. The first entry to claim a name keeps it, but an entry's own name is always its own.</summary>
    public IReadOnlyDictionary<byte[], ModelPrice> Exact => _exact;

    /// <summary>Rules, the best first: most literal bytes, then the order of the file.</summary>
    public IEnumerable<PriceTableRule> Rules => _rules.OrderByDescending(rule => rule.Glob.LiteralLength);

    /// <summary>Adds an entry under its model's name and its match rules.</summary>
    public void Add(string model, PriceTableEntry entry)
    {
        var price = entry.ToPrice();
        _exact[Encoding.UTF8.GetBytes(model)] = price;
        PriceTableGlob[] except = [.. (entry.Except ?? []).Select(text => new PriceTableGlob(text))];
        foreach (var match in entry.Match ?? [])
        {
            if (PriceTableGlob.IsGlob(match))
                _rules.Add(new(new(match), except, price));
            else
                _exact.TryAdd(Encoding.UTF8.GetBytes(match), price);
        }
    }
}

/// <summary>What the files say about one provider, by rank.</summary>
internal sealed class PriceTableLayers
{
    /// <summary>Built-in names whose entries the user replaced, with the sizes kept: the first rank.</summary>
    public PriceTableLayer Replaced { get; } = new();

    /// <summary>The user's entries for this provider.</summary>
    public PriceTableLayer OfUser { get; } = new();

    /// <summary>The built-in entries, those replaced by the user under the same name included.</summary>
    public PriceTableLayer BuiltIn { get; } = new();

    /// <summary>Merges the ranks: a lower rank's exact name goes to the rule of a higher rank that covers it.</summary>
    /// <param name="shared">The user's entries for any provider; rank between the two.</param>
    /// <param name="fallbacks">Makers to ask last.</param>
    public PriceTableProvider Build(PriceTableLayer shared, PriceTableProvider[] fallbacks)
    {
        Dictionary<byte[], ModelPrice> exact = new(PriceTableNames.Comparer);
        List<PriceTableRule> rules = [];
        foreach (var layer in (ReadOnlySpan<PriceTableLayer>)[Replaced, OfUser, shared, BuiltIn])
        {
            foreach (var (name, price) in layer.Exact)
                exact.TryAdd(name, rules.Find(rule => rule.Covers(Folded(name)))?.Price ?? price);
            rules.AddRange(layer.Rules);
        }

        return new(exact, [.. rules], fallbacks);
    }

    private static byte[] Folded(byte[] name)
    {
        var folded = new byte[name.Length];
        PriceTableNames.Fold(name, folded);
        return folded;
    }
}
