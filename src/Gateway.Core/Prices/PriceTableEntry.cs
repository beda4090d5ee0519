namespace Gateway.Core.Prices;

/// <summary>One entry of a price file, read and checked, not yet matched against anything.</summary>
internal sealed record PriceTableEntry
{
    /// <summary>The member's name: <c>provider/model</c> or <c>model</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Where it stands, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Prices below the first tier.</summary>
    public required TokenRates Rates { get; init; }

    /// <summary>Tiers with growing bounds.</summary>
    public IReadOnlyList<PriceTier> Tiers { get; init; } = [];

    /// <summary>Other names and globs for the same model; null where the file says nothing.</summary>
    public IReadOnlyList<string>? Match { get; init; }

    /// <summary>Globs of names that are not this model although a glob of <see cref="Match"/> says so; null where the file says nothing.</summary>
    public IReadOnlyList<string>? Except { get; init; }

    /// <summary>Tokens of input and output together, if known.</summary>
    public long? ContextWindow { get; init; }

    /// <summary>The most tokens of output, if known.</summary>
    public long? MaxOutput { get; init; }

    /// <summary>A flat price per request, pico-dollars.</summary>
    public long RequestPico { get; init; }

    /// <summary>The entry as it is charged by.</summary>
    public ModelPrice ToPrice() => new(Rates, Tiers, ContextWindow ?? 0, MaxOutput ?? 0, RequestPico);

    /// <summary>This entry with another's sizes where it gives none of its own.</summary>
    public PriceTableEntry KeepSizesOf(PriceTableEntry other) =>
        this with { ContextWindow = ContextWindow ?? other.ContextWindow, MaxOutput = MaxOutput ?? other.MaxOutput };
}
