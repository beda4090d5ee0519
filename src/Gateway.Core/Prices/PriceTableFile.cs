namespace Gateway.Core.Prices;

/// <summary>What a price file says, read and checked.</summary>
/// <param name="Entries">In the order of the file, no key twice.</param>
/// <param name="Fallbacks">Providers that sell other providers' models at their makers' prices: provider to makers, in order.</param>
internal sealed record PriceTableFile(IReadOnlyList<PriceTableEntry> Entries, IReadOnlyDictionary<string, IReadOnlyList<string>> Fallbacks)
{
    /// <summary>A file without entries.</summary>
    public static readonly PriceTableFile Empty = new([], new Dictionary<string, IReadOnlyList<string>>());
}
