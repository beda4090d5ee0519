using System.Text;

namespace Gateway.Core.Prices;

/// <summary>
/// Which model costs what, at one moment: the built-in file with a user's file over it. Immutable, so any thread may ask; a changed file makes
/// a new table. A look-up allocates nothing.
/// </summary>
/// <remarks>
/// A name is looked for, in this order: as the user's file has it for the provider, as the user's file has it for any provider, as the built-in
/// file has it for the provider; each first as an exact name and then by match rules, of which the one with the most literal characters wins;
/// then among the makers whose models the provider sells; and if it ends in a date or <c>-latest</c>, all again without that.
/// ASCII letters match without regard to case.
/// </remarks>
public sealed class PriceTable
{
    /// <summary>Rules are not tried on longer names; the longest model names seen have about 100 bytes.</summary>
    private const int LongestName = 256;

    private readonly Dictionary<byte[], PriceTableProvider>.AlternateLookup<ReadOnlySpan<byte>> _providers;
    private readonly PriceTableProvider _anyProvider;

    internal PriceTable(IReadOnlyDictionary<string, PriceTableProvider> providers, PriceTableProvider anyProvider)
    {
        var byName = new Dictionary<byte[], PriceTableProvider>(PriceTableNames.Comparer);
        foreach (var (name, provider) in providers)
            byName.Add(Encoding.UTF8.GetBytes(name), provider);
        _providers = byName.GetAlternateLookup<ReadOnlySpan<byte>>();
        _anyProvider = anyProvider;
    }

    /// <summary>A table without any price.</summary>
    public static PriceTable Empty { get; } = PriceTableBuilder.Build(PriceTableFile.Empty, PriceTableFile.Empty);

    /// <summary>Reads the built-in file alone.</summary>
    /// <param name="builtIn">UTF-8 JSON.</param>
    /// <exception cref="PriceTableException">It cannot be used.</exception>
    public static PriceTable Load(ReadOnlySpan<byte> builtIn) => PriceTableBuilder.Build(ReadBuiltIn(builtIn), PriceTableFile.Empty);

    /// <summary>Reads both files and matches the user's entries against the built-in ones, one by one.</summary>
    /// <param name="builtIn">The built-in file, UTF-8 JSON.</param>
    /// <param name="user">The user's file of the same shape. An entry under a built-in entry's name replaces its prices and keeps its match rules,
    /// context window and maximum output unless it gives its own. An empty file is a broken one: it may be in the middle of being written.</param>
    /// <param name="userFile">What to call the user's file in a complaint: its path.</param>
    /// <exception cref="PriceTableException">A file cannot be used; nothing of it is.</exception>
    public static PriceTable Load(ReadOnlySpan<byte> builtIn, ReadOnlySpan<byte> user, string userFile = "prices file") =>
        PriceTableBuilder.Build(ReadBuiltIn(builtIn), PriceTableReader.Read(user, userFile));

    /// <summary>What a model costs, or null if nothing is known about it.</summary>
    /// <param name="provider">Whose prices hold (<c>PricesOf</c>), UTF-8.</param>
    /// <param name="model">The model's name without a provider prefix, UTF-8.</param>
    public ModelPrice? Find(ReadOnlySpan<byte> provider, ReadOnlySpan<byte> model)
    {
        if (!_providers.TryGetValue(provider, out var prices))
            prices = _anyProvider;
        return prices.FindExact(model) ?? FindByRules(prices, model);
    }

    private static PriceTableFile ReadBuiltIn(ReadOnlySpan<byte> builtIn) => PriceTableReader.Read(builtIn, "built-in prices");

    private static ModelPrice? FindByRules(PriceTableProvider prices, ReadOnlySpan<byte> model)
    {
        if (model.Length > LongestName)
            return null;
        Span<byte> folded = stackalloc byte[LongestName];
        folded = folded[..model.Length];
        PriceTableNames.Fold(model, folded);
        var found = prices.FindByRules(folded);
        if (found is not null)
            return found;
        var undated = PriceTableSnapshotName.ModelOf(folded);
        return undated.IsEmpty ? null : prices.FindExact(undated) ?? prices.FindByRules(undated);
    }
}
