using Gateway.Server.Configuration;
using Xunit;

namespace Gateway.Tests.Server.Configuration;

public sealed class CommandLineTests
{
    [Fact]
    public void Settings_are_given_with_an_equals_sign_or_as_two_arguments()
    {
        var line = Good("serve", "--Gateway:Listen=http://127.0.0.1:1", "--gateway:Admin:Token", "a=b");

        Assert.Equal(CommandVerb.Serve, line.Verb);
        Assert.Equal("http://127.0.0.1:1", line.Settings["Gateway:Listen"]);
        Assert.Equal("a=b", line.Settings["Gateway:Admin:Token"]);
    }

    [Fact]
    public void Nothing_said_means_serve() => Assert.Equal(CommandVerb.Serve, Good().Verb);

    [Theory]
    [InlineData("--help", CommandVerb.Help)]
    [InlineData("-h", CommandVerb.Help)]
    [InlineData("--version", CommandVerb.Version)]
    public void Help_and_version_are_verbs(string argument, CommandVerb verb) => Assert.Equal(verb, Good(argument).Verb);

    [Theory]
    [InlineData("--urls=http://x")]
    [InlineData("--Listen=hunter2")]
    [InlineData("start")]
    [InlineData("--Gateway:Listen")]
    [InlineData("--Gateway:Listen", "--Gateway:Admin:Listen=hunter2")]
    [InlineData("--Gateway:Admin:Token=hunter2", "serve")]
    public void What_is_not_understood_is_refused_without_its_value(params string[] arguments)
    {
        var problems = new SettingProblems();
        Gateway.Server.Configuration.CommandLine.Parse(arguments, problems);

        Assert.DoesNotContain("hunter2", Assert.Single(problems.Lines), StringComparison.Ordinal);
    }

    private static Gateway.Server.Configuration.CommandLine Good(params string[] arguments)
    {
        var problems = new SettingProblems();
        var line = Gateway.Server.Configuration.CommandLine.Parse(arguments, problems);
        Assert.Empty(problems.Lines);
        return line;
    }
}
