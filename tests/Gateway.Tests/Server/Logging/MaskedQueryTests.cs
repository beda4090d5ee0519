using System.Text;
using CsCheck;
using Gateway.Server.Logging;
using Xunit;

namespace Gateway.Tests.Server.Logging;

public sealed class MaskedQueryTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("alt=sse", "alt=sse")]
    [InlineData("key=abc", "key=***")]
    [InlineData("KEY=abc&alt=sse", "KEY=***&alt=sse")]
    [InlineData("alt=sse&%6bey=abc", "alt=sse&%6bey=***")]
    [InlineData("k%65%79=abc=def", "k%65%79=***")]
    [InlineData("a;key=abc", "a;key=***")]
    [InlineData("api_key=1&access_token=2&monkey=3", "api_key=***&access_token=***&monkey=3")]
    [InlineData("q=gwk_1234", "q=***")]
    [InlineData("gwk_1234", "***")]
    [InlineData("key", "key")]
    [InlineData("%=%k&%6", "%=%k&%6")]
    public void Values_that_can_be_credentials_are_masked(string query, string masked) => Assert.Equal(masked, Mask(query, 1000));

    [Fact]
    public void A_short_destination_shows_less_and_never_more() => Assert.Equal("alt=s", Mask("alt=sse&key=abc", 5));

    [Fact]
    public void The_value_of_a_key_is_never_in_what_is_written() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 0, 20], Gen.String[Gen.Char.AlphaNumeric, 0, 20])
            .Sample((before, after) => !Mask($"{before}&key=<hunter2>&{after}", 1000).Contains("hunter2", StringComparison.Ordinal));

    private static string Mask(string query, int room)
    {
        var destination = new byte[room];
        return Encoding.UTF8.GetString(destination, 0, MaskedQuery.Write(Encoding.UTF8.GetBytes(query), destination));
    }
}
