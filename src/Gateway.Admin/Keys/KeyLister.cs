using Gateway.Core;
using Gateway.Core.Keys;

namespace Gateway.Admin.Keys;

/// <summary>
/// Answers list queries from the shortest list of candidates: those of one label, or all. Takes no lock while it looks, so a slow query holds up
/// no change. A key that changes while it runs is listed as it was or as it is.
/// </summary>
internal static class KeyLister
{
    /// <summary>One page, or null if <see cref="KeyQuery.After"/> is no key.</summary>
    /// <param name="catalog">The keys.</param>
    /// <param name="query">What to list.</param>
    /// <param name="now">Both clocks, for the status.</param>
    public static KeyPage? List(KeyCatalog catalog, KeyQuery query, TimeReading now)
    {
        var first = 0;
        if (query.After is not null)
        {
            if (!KeyId.TryParse(query.After, out var id) || !catalog.TryFind(id, out var last))
                return null;
            first = last.Ordinal + 1;
        }

        // The candidates first: a key that comes between the two snapshots is in the second, never the other way round.
        var narrowed = TryNarrow(catalog, query, out var places);
        var all = catalog.All();
        return narrowed ? Among(all.Span, places.Span, first, query, now) : Among(all.Span, first, query, now);
    }

    private static KeyPage Among(ReadOnlySpan<KeyEntry> all, ReadOnlySpan<int> places, int first, KeyQuery query, TimeReading now)
    {
        Page page = new(query, now);
        var start = places.BinarySearch(first);
        for (var i = start < 0 ? ~start : start; i < places.Length && !page.IsFull; i++)
            page.Offer(all[places[i]].Key);
        return page.Finish();
    }

    private static KeyPage Among(ReadOnlySpan<KeyEntry> all, int first, KeyQuery query, TimeReading now)
    {
        Page page = new(query, now);
        for (var i = first; i < all.Length && !page.IsFull; i++)
            page.Offer(all[i].Key);
        return page.Finish();
    }

    private static bool TryNarrow(KeyCatalog catalog, KeyQuery query, out ReadOnlyMemory<int> places)
    {
        places = default;
        var found = false;
        foreach (var (label, value) in (ReadOnlySpan<(KeyLabel, string?)>)
            [(KeyLabel.Owner, query.Owner), (KeyLabel.Environment, query.Environment), (KeyLabel.Project, query.Project)])
        {
            if (value is null)
                continue;
            var candidates = catalog.WithLabel(label, value);
            if (!found || candidates.Length < places.Length)
                places = candidates;
            found = true;
        }

        return found;
    }

    private static bool Matches(ApiKey key, KeyQuery query, KeySearchText text, TimeReading now)
    {
        var policy = key.Policy;
        return (query.Project is null || policy.Labels.Project == query.Project)
            && (query.Environment is null || policy.Labels.Environment == query.Environment)
            && (query.Owner is null || policy.Labels.Owner == query.Owner)
            && text.IsIn(key, policy)
            && (query.Status is null || key.StatusAt(now) == query.Status);
    }

    private sealed class Page(KeyQuery query, TimeReading now)
    {
        private readonly List<ApiKey> _keys = new(Math.Min(query.Limit, 128));
        private readonly KeySearchText _text = new(query.Text);
        private bool _more;

        public bool IsFull => _more;

        public void Offer(ApiKey key)
        {
            if (!Matches(key, query, _text, now))
                return;
            if (_keys.Count < query.Limit)
                _keys.Add(key);
            else
                _more = true;
        }

        public KeyPage Finish() => new(_keys, _more ? _keys[^1].Id : null);
    }
}
