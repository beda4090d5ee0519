using System.Diagnostics.CodeAnalysis;

namespace Gateway.Core.Keys;

/// <summary>
/// One part of the key table, built once and never changed: the credentials side by side, and over them an open-addressed table of
/// (16 further bits of the digest, place of the credential) that says in one cache line where to look. 48 bytes a credential, 56 where some
/// have an end. Safe to read from any thread once published.
/// </summary>
internal sealed class KeySegment
{
    internal const int MaxCount = ushort.MaxValue;

    /// <summary>No look-up reads more slots than this; a table that would need more is not built.</summary>
    internal const int MaxProbes = 64;

    internal static readonly KeySegment Empty = new([]);

    private readonly Entry[] _entries;
    private readonly long[]? _validUntil;
    private readonly uint[] _slots;

    /// <exception cref="KeyTableException">Too many credentials, or digests so alike that they are no digests.</exception>
    internal KeySegment(ReadOnlySpan<Credential> credentials)
    {
        if (credentials.Length > MaxCount)
            throw new KeyTableException($"More than {MaxCount} digests share their first bits; they are not SHA-256 of anything.");
        _entries = new Entry[credentials.Length];
        for (var i = 0; i < credentials.Length; i++)
        {
            ref readonly var credential = ref credentials[i];
            _entries[i] = new(credential.Digest, credential.Key);
            if (credential.ValidUntil == Credential.Always)
                continue;
            if (_validUntil is null)
            {
                _validUntil = new long[credentials.Length];
                Array.Fill(_validUntil, Credential.Always);
            }

            _validUntil[i] = credential.ValidUntil;
        }

        // Two slots a credential; should chance or malice still crowd them, four, eight, then give up.
        for (var spread = 2; ; spread *= 2)
        {
            _slots = new uint[(_entries.Length * spread) + 1];
            if (TryPlaceAll())
                break;
            if (spread == 8)
                throw new KeyTableException($"Digests crowd more than {MaxProbes} slots in a row; they are not SHA-256 of anything.");
        }

        CheckItself();
    }

    internal int Count => _entries.Length;

    internal Credential this[int index] => new(_entries[index].Digest, _entries[index].Key, _validUntil is null ? Credential.Always : _validUntil[index]);

    internal bool TryFind(in KeyDigest digest, [NotNullWhen(true)] out ApiKey? key, out long validUntil)
    {
        var slots = _slots;
        var tag = Tag(digest);
        for (var i = Home(digest, slots.Length); ; i = i + 1 < slots.Length ? i + 1 : 0)
        {
            var slot = slots[i];
            if (slot == 0)
                break;
            if (slot >> 16 != tag)
                continue;
            var place = (int)(slot & 0xFFFF) - 1;
            ref readonly var entry = ref _entries[place];
            if (!entry.Digest.Equals(digest))
                continue;
            key = entry.Key;
            validUntil = _validUntil is null ? Credential.Always : _validUntil[place];
            return true;
        }

        key = null;
        validUntil = 0;
        return false;
    }

    /// <summary>Where a digest's search starts: bits that the choice of the segment has left.</summary>
    private static int Home(in KeyDigest digest, int slots) => (int)(((digest.Second & uint.MaxValue) * (ulong)slots) >> 32);

    private static uint Tag(in KeyDigest digest) => (uint)(digest.Second >> 48);

    private bool TryPlaceAll()
    {
        for (var place = 0; place < _entries.Length; place++)
        {
            ref readonly var digest = ref _entries[place].Digest;
            var i = Home(digest, _slots.Length);
            var probes = 1;
            for (; _slots[i] != 0; probes++)
            {
                if (probes == MaxProbes)
                    return false;
                i = i + 1 < _slots.Length ? i + 1 : 0;
            }

            _slots[i] = (Tag(digest) << 16) | (uint)(place + 1);
        }

        return true;
    }

    /// <summary>A table that lost a key would lock its owner out without a word, so each is looked up once before the table is used.</summary>
    private void CheckItself()
    {
        foreach (ref readonly var entry in _entries.AsSpan())
        {
            if (!TryFind(entry.Digest, out var key, out _) || key != entry.Key)
                throw new KeyTableException("A key segment does not find what it was built from.");
        }
    }

    private readonly struct Entry(KeyDigest digest, ApiKey key)
    {
        internal readonly KeyDigest Digest = digest;
        internal readonly ApiKey Key = key;
    }
}
