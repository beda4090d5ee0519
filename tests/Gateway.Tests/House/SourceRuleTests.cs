using System.Text.RegularExpressions;
using Xunit;

namespace Gateway.Tests.House;

/// <summary>What may not stand in which sources. Each rule is tried on a line that breaks it, so that a blind rule is noticed.</summary>
public class SourceRuleTests
{
    private const int MostLines = 400;

    private static readonly Regex Clock = new(
        @"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b|\bStopwatch\b|\bEnvironment\.TickCount|\bTimeProvider\.System\b|\bThread\.Sleep\b|\bPeriodicTimer\b|\bnew Timer\b");

    private static readonly Regex Async = new(@"\basync\b|\bawait\b|\b(Value)?Task\b");

    private static readonly Regex Log = new(@"\bFasterLog");

    // The words are put together here, so that this file does not break its own rule.
    private static readonly Regex Unfinished = new($@"\bTO{""}DO\b|\bFIX{""}ME\b|\bNotImplemented{""}Exception\b");

    private static readonly Regex Region = new(@"^\s*#reg" + "ion");

    private static readonly Regex Skipped = new(@"\bSkip\s*=\s*" + "\"");

    [Theory]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("var now = DateTimeOffset.Now;")]
    [InlineData("long start = Stopwatch.GetTimestamp();")]
    [InlineData("int ticks = Environment.TickCount64;")]
    [InlineData("clock ??= TimeProvider.System;")]
    public void The_clock_is_noticed(string line) => Assert.Matches(Clock, line);

    [Theory]
    [InlineData("Core")]
    [InlineData("Wire")]
    public void Core_and_Wire_have_no_clock(string project) => Assert.Empty(SourceTree.Find(SourceTree.Files($"src/Gateway.{project}"), Clock));

    [Theory]
    [InlineData("public async Task Run()")]
    [InlineData("ValueTask<int> Read()")]
    public void Waiting_is_noticed(string line) => Assert.Matches(Async, line);

    [Theory]
    [InlineData("Core")]
    [InlineData("Wire")]
    public void Core_and_Wire_never_wait(string project) => Assert.Empty(SourceTree.Find(SourceTree.Files($"src/Gateway.{project}"), Async));

    [Fact]
    public void At_most_one_file_names_the_log_and_it_is_in_Journal()
    {
        Assert.Matches(Log, "private readonly FasterLog _log;");
        string[] files = [.. SourceTree.Files("src").Where(file => Log.IsMatch(SourceTree.WithoutComments(file.Text))).Select(file => file.Path)];
        Assert.True(files.Length <= 1 && files.All(path => path.StartsWith("src/Gateway.Journal/", StringComparison.Ordinal)), string.Join(", ", files));
    }

    [Fact]
    public void No_file_is_longer_than_can_be_read_at_once()
    {
        (string Path, int Lines)[] files = [.. SourceTree.Files("src").Select(file => (file.Path, file.Text.AsSpan().Count('\n')))];
        Assert.True(files.Length > 20, "the sources were not found");
        Assert.DoesNotContain(files, file => file.Lines > MostLines);
    }

    [Fact]
    public void Nothing_is_left_unfinished()
    {
        Assert.Matches(Unfinished, "// TO" + "DO: later");
        Assert.Matches(Unfinished, "throw new NotImplemented" + "Exception();");
        Assert.Empty(SourceTree.Find(SourceTree.Files("src", "tests", "bench"), Unfinished, inComments: true));
    }

    [Fact]
    public void There_are_no_regions()
    {
        Assert.Matches(Region, "    #reg" + "ion Fields");
        Assert.Empty(SourceTree.Find(SourceTree.Files("src", "tests", "bench"), Region));
    }

    [Fact]
    public void No_test_is_skipped_for_good()
    {
        Assert.Matches(Skipped, "[Fact(Sk" + "ip = \"later\")]");
        Assert.Empty(SourceTree.Find(SourceTree.Files("tests"), Skipped));
    }
}
