using System.Runtime.InteropServices;

namespace Gateway.Core.Keys;

/// <summary>Makes a new segment from an old one and changes. Reused from segment to segment; not thread-safe.</summary>
internal sealed class KeySegmentBuilder
{
    private readonly List<Credential> _credentials = [];
    private readonly Dictionary<KeyDigest, int> _places = [];

    internal void Start(KeySegment old, int changes, long wall)
    {
        _credentials.Clear();
        _places.Clear();
        _credentials.EnsureCapacity(old.Count + changes);
        _places.EnsureCapacity(old.Count + changes);
        for (var i = 0; i < old.Count; i++)
        {
            var credential = old[i];
            if (credential.IsValidAt(wall))
                Put(credential);
        }
    }

    internal void Apply(in KeyChange change)
    {
        if (change.IsRemoval)
            Remove(change.Credential.Digest);
        else
            Put(change.Credential);
    }

    internal KeySegment Build() => _credentials.Count == 0 ? KeySegment.Empty : new(CollectionsMarshal.AsSpan(_credentials));

    private void Put(in Credential credential)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, credential.Digest, out var exists);
        if (exists)
        {
            _credentials[place] = credential;
            return;
        }

        place = _credentials.Count;
        _credentials.Add(credential);
    }

    private void Remove(in KeyDigest digest)
    {
        if (!_places.Remove(digest, out var place))
            return;
        var last = _credentials.Count - 1;
        if (place != last)
        {
            _credentials[place] = _credentials[last];
            _places[_credentials[place].Digest] = place;
        }

        _credentials.RemoveAt(last);
    }
}
