using System.Diagnostics.CodeAnalysis;

namespace Gateway.Core.Keys;

/// <summary>
/// The key table at one version: 1,024 segments by the first bits of the digest. Immutable: a change copies the segments that it touches and
/// the small array of references, and shares the rest. Safe to read from any thread.
/// </summary>
public sealed class KeyIndex
{
    internal const int SegmentCount = 1024;

    /// <summary>The table without credentials; versions start at 1 so that a fresh memo (0) has never seen one.</summary>
    public static readonly KeyIndex Empty = new(1, 0, CreateEmptySegments());

    private readonly KeySegment[] _segments;

    private KeyIndex(long version, int count, KeySegment[] segments)
    {
        Version = version;
        Count = count;
        _segments = segments;
    }

    /// <summary>One more for every change, whatever it changed.</summary>
    public long Version { get; }

    /// <summary>Credentials in the table, those that have ended and not yet been removed included.</summary>
    public int Count { get; }

    /// <summary>The credential of a digest, whether it is still valid or not.</summary>
    /// <param name="digest">The digest of a presented secret.</param>
    /// <param name="credential">The credential, or an empty one.</param>
    public bool TryFind(in KeyDigest digest, out Credential credential)
    {
        var found = TryFind(digest, out var key, out var validUntil);
        credential = found ? new(digest, key!, validUntil) : default;
        return found;
    }

    internal bool TryFind(in KeyDigest digest, [NotNullWhen(true)] out ApiKey? key, out long validUntil) =>
        _segments[SegmentOf(digest)].TryFind(digest, out key, out validUntil);

    /// <summary>
    /// The next version of the table. Changes of one digest take effect in their order, so the last one counts. Credentials that have ended by
    /// <paramref name="wall"/> go from every segment that is touched.
    /// </summary>
    /// <param name="changes">Any number; also none, for the version alone.</param>
    /// <param name="wall">Wall clock, UTC ticks.</param>
    /// <exception cref="KeyTableException">The digests cannot be SHA-256 of anything; nothing has changed.</exception>
    public KeyIndex With(ReadOnlySpan<KeyChange> changes, long wall)
    {
        var segments = _segments.AsSpan().ToArray();
        var count = Count;
        var order = OrderBySegment(changes);
        KeySegmentBuilder builder = new();
        for (var start = 0; start < order.Length;)
        {
            var segment = (int)(order[start] >> 32);
            var end = start + 1;
            while (end < order.Length && (int)(order[end] >> 32) == segment)
                end++;
            builder.Start(segments[segment], changes: end - start, wall);
            for (; start < end; start++)
                builder.Apply(changes[(int)order[start]]);
            count -= segments[segment].Count;
            segments[segment] = builder.Build();
            count += segments[segment].Count;
        }

        return new(Version + 1, count, segments);
    }

    internal KeySegment Segment(int index) => _segments[index];

    internal static int SegmentOf(in KeyDigest digest) => (int)(digest.First >> 54);

    private static KeySegment[] CreateEmptySegments()
    {
        var segments = new KeySegment[SegmentCount];
        Array.Fill(segments, KeySegment.Empty);
        return segments;
    }

    /// <summary>The changes' places by segment, and within one in their order: (segment, place) in one number each.</summary>
    private static long[] OrderBySegment(ReadOnlySpan<KeyChange> changes)
    {
        var order = new long[changes.Length];
        for (var i = 0; i < changes.Length; i++)
            order[i] = ((long)SegmentOf(changes[i].Credential.Digest) << 32) | (uint)i;
        Array.Sort(order);
        return order;
    }
}
