using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Gateway.Core.Keys;
using Xunit;

namespace Gateway.Tests.Core.Keys;

public sealed class GlobTests
{
    private static readonly string[] Letters = ["a", "b", "*", "?", "é", "本"];

    [Theory]
    [InlineData("gpt-4o", "gpt-4o", true)]
    [InlineData("gpt-4o", "gpt-4o-mini", false)]
    [InlineData("gpt-4o", "GPT-4o", false)]
    [InlineData("gpt-4o*", "gpt-4o", true)]
    [InlineData("gpt-4o*", "gpt-4o-mini", true)]
    [InlineData("*", "", true)]
    [InlineData("?", "", false)]
    [InlineData("?", "ü", true)]
    [InlineData("??", "ü", false)]
    [InlineData("*-mini", "gpt-4o-mini", true)]
    [InlineData("*-mini", "gpt-4o-mini-2024", false)]
    [InlineData("a*b*c", "aXbXbXc", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("[a]", "a", false)]
    public void Matches_whole_names_case_and_all(string pattern, string name, bool expected) =>
        Assert.Equal(expected, new Glob(pattern).Matches(Encoding.UTF8.GetBytes(name)));

    [Fact]
    public void Agrees_with_a_regular_expression_on_anything()
    {
        var text = Gen.Int[0, 5].Select(i => Letters[i]).Array[0, 12].Select(letters => string.Concat(letters));
        Gen.Select(text, text).Sample((pattern, name) =>
        {
            name = name.Replace("*", "a", StringComparison.Ordinal).Replace("?", "b", StringComparison.Ordinal);
            var regex = "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal) + "$";
            return new Glob(pattern).Matches(Encoding.UTF8.GetBytes(name)) == Regex.IsMatch(name, regex, RegexOptions.Singleline);
        });
    }

    [Fact]
    public void A_hostile_pattern_and_name_take_no_longer_than_their_product()
    {
        Glob glob = new(string.Concat(Enumerable.Repeat("a*", 128)) + "b");
        Assert.False(glob.Matches(Encoding.UTF8.GetBytes(new string('a', 20_000))));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_matched_one_by_one()
    {
        Assert.True(new Glob("a?").Matches([(byte)'a', 0xff]));
        Assert.False(new Glob("a?").Matches([(byte)'a', 0xff, 0xff]));
    }

    [Fact]
    public void An_empty_list_allows_no_model() => Assert.False(new ModelGlobs([]).Allow("gpt-4o"u8));

    [Fact]
    public void Any_glob_of_a_list_allows()
    {
        ModelGlobs globs = new(["gpt-4o", "claude-*"]);
        Assert.True(globs.Allow("gpt-4o"u8));
        Assert.True(globs.Allow("claude-opus"u8));
        Assert.False(globs.Allow("gemini"u8));
    }
}
