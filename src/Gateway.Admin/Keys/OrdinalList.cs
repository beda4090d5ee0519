namespace Gateway.Admin.Keys;

/// <summary>
/// A growing list of rising numbers of which readers take snapshots. Writers hold the catalog's lock; so do readers for the moment in which they
/// take a snapshot, and then read it without one: numbers within a snapshot never move.
/// </summary>
internal sealed class OrdinalList
{
    private int[] _items = [];
    private int _count;

    /// <summary>Numbers in the list.</summary>
    public int Count => _count;

    /// <summary>What is in the list now.</summary>
    public ReadOnlyMemory<int> Snapshot() => _items.AsMemory(0, _count);

    /// <summary>Puts a number in its place; nothing happens if it is there. At the end, where new keys go, this takes constant time.</summary>
    public void Add(int ordinal)
    {
        var place = _count == 0 || _items[_count - 1] < ordinal ? ~_count : Array.BinarySearch(_items, 0, _count, ordinal);
        if (place >= 0)
            return;
        place = ~place;
        if (place < _count || _count == _items.Length)
            _items = CopyWithGapAt(place);
        _items[place] = ordinal;
        _count++;
    }

    /// <summary>Takes a number out.</summary>
    public void Remove(int ordinal)
    {
        var place = Array.BinarySearch(_items, 0, _count, ordinal);
        if (place < 0)
            return;
        var items = new int[_items.Length];
        _items.AsSpan(0, place).CopyTo(items);
        _items.AsSpan(place + 1, _count - place - 1).CopyTo(items.AsSpan(place));
        _items = items;
        _count--;
    }

    private int[] CopyWithGapAt(int place)
    {
        var items = new int[_count < _items.Length ? _items.Length : Math.Max(4, _items.Length * 2)];
        _items.AsSpan(0, place).CopyTo(items);
        _items.AsSpan(place, _count - place).CopyTo(items.AsSpan(place + 1));
        return items;
    }
}
