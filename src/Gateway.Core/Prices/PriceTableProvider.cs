namespace Gateway.Core.Prices;

/// <summary>One match rule with what it leads to.</summary>
internal sealed record PriceTableRule(PriceTableGlob Glob, IReadOnlyList<PriceTableGlob> Except, ModelPrice Price)
{
    /// <summary>Whether a name falls under the rule.</summary>
    public bool Covers(ReadOnlySpan<byte> name)
    {
        if (!Glob.Matches(name))
            return false;
        foreach (var except in Except)
        {
            if (except.Matches(name))
                return false;
        }

        return true;
    }
}

/// <summary>One provider's models. Immutable once built.</summary>
internal sealed class PriceTableProvider
{
    private readonly Dictionary<byte[], ModelPrice>.AlternateLookup<ReadOnlySpan<byte>> _exact;
    private readonly PriceTableRule[] _rules;
    private readonly PriceTableProvider[] _fallbacks;

    /// <summary>Takes what was built.</summary>
    /// <param name="exact">By exact name; compared with <see cref="PriceTableNames"/>.</param>
    /// <param name="rules">The best rule first.</param>
    /// <param name="fallbacks">Makers whose models this provider sells too.</param>
    public PriceTableProvider(Dictionary<byte[], ModelPrice> exact, PriceTableRule[] rules, PriceTableProvider[] fallbacks)
    {
        _exact = exact.GetAlternateLookup<ReadOnlySpan<byte>>();
        _rules = rules;
        _fallbacks = fallbacks;
    }

    /// <summary>By exact name only: what nearly every request asks.</summary>
    public ModelPrice? FindExact(ReadOnlySpan<byte> name) => _exact.TryGetValue(name, out var price) ? price : null;

    /// <summary>By exact name, by rules, then the same among the makers.</summary>
    public ModelPrice? Find(ReadOnlySpan<byte> name)
    {
        var found = FindOwn(name);
        for (var i = 0; found is null && i < _fallbacks.Length; i++)
            found = _fallbacks[i].FindOwn(name);
        return found;
    }

    private ModelPrice? FindOwn(ReadOnlySpan<byte> name)
    {
        if (_exact.TryGetValue(name, out var price))
            return price;
        foreach (var rule in _rules)
        {
            if (rule.Covers(name))
                return rule.Price;
        }

        return null;
    }
}
