namespace Gateway.Core.Prices;

/// <summary>One match rule with what it leads to.</summary>
internal sealed record PriceTableRule(PriceTableGlob Glob, PriceTableGlob[] Except, ModelPrice Price)
{
    /// <summary>Whether a name falls under the rule.</summary>
    /// <param name="folded">The name, <see cref="PriceTableNames.Fold"/>ed.</param>
    public bool Covers(ReadOnlySpan<byte> folded)
    {
        if (!Glob.Matches(folded))
            return false;
        foreach (var except in Except)
        {
            if (except.Matches(folded))
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

    /// <summary>What no exact name says: by rules, then by both among the makers.</summary>
    /// <param name="folded">The name, <see cref="PriceTableNames.Fold"/>ed.</param>
    public ModelPrice? FindByRules(ReadOnlySpan<byte> folded)
    {
        var found = FindByOwnRules(folded);
        for (var i = 0; found is null && i < _fallbacks.Length; i++)
            found = _fallbacks[i].FindExact(folded) ?? _fallbacks[i].FindByOwnRules(folded);
        return found;
    }

    private ModelPrice? FindByOwnRules(ReadOnlySpan<byte> folded)
    {
        foreach (var rule in _rules)
        {
            if (rule.Covers(folded))
                return rule.Price;
        }

        return null;
    }
}
