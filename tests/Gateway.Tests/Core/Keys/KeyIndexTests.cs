using System.Buffers.Binary;
using CsCheck;
using Gateway.Core.Keys;
using Gateway.Interleavings.Keys;
using Xunit;

namespace Gateway.Tests.Core.Keys;

public sealed class KeyIndexTests
{
    private static readonly ApiKey Anybody = AnyKey.Create();

    [Fact]
    public void It_finds_what_a_dictionary_finds() =>
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 3], Gen.Long[1, 20]).Array[0, 20].Array[1, 12].Sample(batches =>
        {
            var keys = Enumerable.Range(0, 3).Select(i => AnyKey.Create()).ToArray();
            Dictionary<KeyDigest, Credential> oracle = [];
            var index = KeyIndex.Empty;
            for (var wall = 1; wall <= batches.Length; wall++)
            {
                var changes = batches[wall - 1].Select(c => ChangeOf(c.Item1, c.Item2, c.Item3)).ToArray();
                index = index.With(changes, wall);
                foreach (var change in changes)
                {
                    if (change.IsRemoval)
                        oracle.Remove(change.Credential.Digest);
                    else
                        oracle[change.Credential.Digest] = change.Credential;
                }

                for (var secret = 0; secret <= 30; secret++)
                {
                    var found = index.TryFind(DigestOf(secret), out var credential) && credential.IsValidAt(wall);
                    var expected = oracle.TryGetValue(DigestOf(secret), out var inOracle) && inOracle.IsValidAt(wall);
                    Assert.Equal(expected, found);
                    if (found)
                        Assert.Equal(inOracle, credential);
                }
            }

            Assert.Equal(batches.Length + 1, index.Version);

            // One digest stands for many segments' worth: all but every third change is a credential, some with an end.
            KeyChange ChangeOf(int secret, int what, long end) => what == 3
                ? KeyChange.Remove(DigestOf(secret))
                : KeyChange.Put(new(DigestOf(secret), keys[what], end > 12 ? Credential.Always : end));
        });

    [Fact]
    public void The_last_change_of_a_digest_counts()
    {
        var other = AnyKey.Create();
        var index = KeyIndex.Empty.With([Put(1), KeyChange.Remove(DigestOf(1)), KeyChange.Put(new(DigestOf(1), other))], wall: 1);
        Assert.True(index.TryFind(DigestOf(1), out var credential));
        Assert.Same(other, credential.Key);
        Assert.Equal(1, index.Count);
    }

    [Fact]
    public void A_change_copies_one_segment_and_shares_the_others()
    {
        var before = KeyIndex.Empty.With([.. Enumerable.Range(0, 5_000).Select(Put)], wall: 1);
        var after = before.With([Put(70_000)], wall: 1);
        var copied = Enumerable.Range(0, KeyIndex.SegmentCount).Where(i => before.Segment(i) != after.Segment(i));
        Assert.Equal([KeyIndex.SegmentOf(DigestOf(70_000))], copied);
        Assert.Equal(5_001, after.Count);
    }

    [Fact]
    public void What_has_ended_goes_with_the_next_change_of_its_segment()
    {
        var neighbour = Enumerable.Range(2, 100_000).First(i => KeyIndex.SegmentOf(DigestOf(i)) == KeyIndex.SegmentOf(DigestOf(1)));
        var elsewhere = Enumerable.Range(2, 100_000).First(i => KeyIndex.SegmentOf(DigestOf(i)) != KeyIndex.SegmentOf(DigestOf(1)));
        var index = KeyIndex.Empty.With([KeyChange.Put(new(DigestOf(1), Anybody, ValidUntil: 10))], wall: 1);
        Assert.Equal(2, index.With([Put(elsewhere)], wall: 10).Count);
        Assert.Equal(2, index.With([Put(neighbour)], wall: 9).Count);
        Assert.Equal(1, index.With([Put(neighbour)], wall: 10).Count);
    }

    [Fact]
    public void Digests_that_share_128_bits_are_told_apart()
    {
        var crafted = Enumerable.Range(0, KeySegment.MaxProbes).Select(i => Crafted(high: 5, low: (ulong)i)).ToArray();
        var index = KeyIndex.Empty.With([.. crafted.Select(d => KeyChange.Put(new(d, Anybody)))], wall: 1);
        Assert.All(crafted, digest => Assert.True(index.TryFind(digest, out _)));
        Assert.False(index.TryFind(Crafted(5, 1_000), out _));
    }

    [Fact]
    public void Digests_that_are_no_digests_are_refused_as_a_whole()
    {
        var crowd = Enumerable.Range(0, KeySegment.MaxProbes + 1).Select(i => KeyChange.Put(new(Crafted(5, (ulong)i), Anybody))).ToArray();
        Assert.Throws<KeyTableException>(() => KeyIndex.Empty.With(crowd, wall: 1));

        var oneSegment = Enumerable.Range(0, KeySegment.MaxCount + 1).Select(i => KeyChange.Put(new(Crafted((ulong)i << 32, (ulong)i), Anybody))).ToArray();
        Assert.Throws<KeyTableException>(() => KeyIndex.Empty.With(oneSegment, wall: 1));
        Assert.Equal(0, KeyIndex.Empty.Count);
    }

    [Fact]
    public void Looking_up_allocates_nothing()
    {
        var index = KeyIndex.Empty.With([.. Enumerable.Range(0, 100).Select(Put)], wall: 1);
        var (present, absent) = (DigestOf(5), DigestOf(500));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            Assert.True(index.TryFind(present, out _) && !index.TryFind(absent, out _));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    internal static KeyDigest DigestOf(int secret)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, secret);
        return KeyDigest.Of(bytes);
    }

    private static KeyChange Put(int secret) => KeyChange.Put(new(DigestOf(secret), Anybody));

    private static KeyDigest Crafted(ulong high, ulong low)
    {
        Span<byte> bytes = stackalloc byte[KeyDigest.Length];
        bytes.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], high);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], low);
        return KeyDigest.FromBytes(bytes);
    }
}
