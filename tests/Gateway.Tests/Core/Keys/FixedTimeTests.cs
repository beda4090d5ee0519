using Gateway.Core.Keys;
using Xunit;

namespace Gateway.Tests.Core.Keys;

public sealed class FixedTimeTests
{
    [Fact]
    public void Every_bit_of_every_length_counts()
    {
        for (var length = 0; length <= 80; length++)
        {
            var left = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
            var right = left.ToArray();
            Assert.True(FixedTime.AreEqual(left, right));
            for (var bit = 0; bit < 8 * length; bit++)
            {
                right[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.False(FixedTime.AreEqual(left, right));
                right[bit / 8] = left[bit / 8];
            }
        }
    }

    [Fact]
    public void Other_lengths_are_never_equal()
    {
        Assert.False(FixedTime.AreEqual([0], []));
        Assert.False(FixedTime.AreEqual(new byte[16], new byte[17]));
        Assert.True(FixedTime.AreEqual([], []));
    }
}
