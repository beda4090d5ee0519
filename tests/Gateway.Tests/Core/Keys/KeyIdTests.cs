using CsCheck;
using Gateway.Core.Keys;
using Xunit;

namespace Gateway.Tests.Core.Keys;

public sealed class KeyIdTests
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    [Fact]
    public void Any_id_comes_back_as_it_was() =>
        Gen.Int[0, 61].Array[12].Select(digits => string.Concat(digits.Select(d => Digits[d]))).Sample(id => KeyId.Parse(id).ToString() == id);

    [Theory]
    [InlineData("000000000000")]
    [InlineData("zzzzzzzzzzzz")]
    [InlineData("3f9QzL0aXw2B")]
    public void The_ends_of_the_range_come_back(string id) => Assert.Equal(id, KeyId.Parse(id).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("00000000000")]
    [InlineData("0000000000000")]
    [InlineData("00000000000-")]
    [InlineData("00000000000é")]
    public void What_is_not_an_id_is_refused(string text)
    {
        Assert.False(KeyId.TryParse(text, out _));
        Assert.Throws<FormatException>(() => KeyId.Parse(text));
    }
}
