using Gateway.Core.Keys;
using Xunit;

namespace Gateway.Tests.Core.Keys;

public sealed class KeyDigestTests
{
    private const string OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public void It_is_the_SHA_256_of_FIPS_180() => Assert.Equal(OfAbc, KeyDigest.Of("abc"u8).ToString());

    [Fact]
    public void Hexadecimal_of_either_case_is_read_back()
    {
        Assert.True(KeyDigest.TryParseHex(OfAbc, out var lower));
        Assert.True(KeyDigest.TryParseHex(OfAbc.ToUpperInvariant(), out var upper));
        Assert.Equal(KeyDigest.Of("abc"u8), lower);
        Assert.Equal(lower, upper);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ba78")]
    [InlineData("zz7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad00")]
    [InlineData(" ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a")]
    public void Anything_else_is_not(string text) => Assert.False(KeyDigest.TryParseHex(text, out _));

    [Fact]
    public void Its_bytes_are_read_back()
    {
        var bytes = new byte[KeyDigest.Length];
        KeyDigest.Of("abc"u8).CopyTo(bytes);
        Assert.Equal(OfAbc, Convert.ToHexStringLower(bytes));
        Assert.Equal(KeyDigest.Of("abc"u8), KeyDigest.FromBytes(bytes));
        Assert.Throws<ArgumentException>(() => KeyDigest.FromBytes(bytes.AsSpan(1)));
    }

    [Fact]
    public void Every_bit_counts()
    {
        var bytes = new byte[KeyDigest.Length];
        for (var bit = 0; bit < 8 * KeyDigest.Length; bit++)
        {
            bytes[bit / 8] = (byte)(1 << (bit % 8));
            Assert.True(KeyDigest.FromBytes(bytes) != default);
            bytes[bit / 8] = 0;
        }
    }
}
