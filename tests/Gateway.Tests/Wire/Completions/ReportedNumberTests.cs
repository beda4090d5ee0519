using Gateway.Wire.Completions;
using Xunit;

namespace Gateway.Tests.Wire.Completions;

public sealed class ReportedNumberTests
{
    [Theory]
    [InlineData("12", 12)]
    [InlineData("0", 0)]
    [InlineData("12.0", 12)]
    [InlineData("1.2e1", 12)]
    [InlineData("1200E-2", 12)]
    [InlineData("11.2", 12)]
    [InlineData("2147483648", 2147483648)]
    [InlineData("2.147483648e9", 2147483648)]
    public void A_count_may_be_written_as_any_number(string number, long tokens)
    {
        var scan = UsageScan.OfText(Chat($$"""{"prompt_tokens":{{number}},"completion_tokens":1}"""));
        Assert.Equal(new TokenUsage(tokens, 0, 0, 1, 0), scan.Usage);
        Assert.True(scan.IsFinal);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("2147483649")]
    [InlineData("1e300")]
    [InlineData("1e999")]
    [InlineData("-0.5")]
    [InlineData("99999999999999999999999999999999999999")]
    [InlineData("9223372036854775807")]
    [InlineData("\"12\"")]
    [InlineData("true")]
    [InlineData("nul")]
    [InlineData("1x")]
    [InlineData("--1")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void A_count_that_cannot_be_makes_the_usage_unreadable(string number)
    {
        foreach (var report in new[]
        {
            Chat($$"""{"prompt_tokens":{{number}},"completion_tokens":1}"""),
            Chat($$$$$"""{"prompt_tokens":1,"completion_tokens":{{{{{number}}}}}}"""),
            Chat($$$$$"""{"prompt_tokens":1,"completion_tokens":1,"prompt_tokens_details":{"cached_tokens":{{{{{number}}}}}}}"""),
            Chat($$$$$"""{"prompt_tokens":1,"completion_tokens":1,"completion_tokens_details":{"reasoning_tokens":{{{{{number}}}}}}}"""),
        })
        {
            var scan = UsageScan.OfText(report);
            Assert.Null(scan.Usage);
            Assert.False(scan.IsFinal);
            Assert.True(scan.SawEndMarker);
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"usage\"")]
    [InlineData("7")]
    [InlineData("""{"prompt_tokens":null,"completion_tokens":null,"total_tokens":null}""")]
    [InlineData("""{"queue_time":0.03,"prompt_time":0.001}""")]
    [InlineData("""{"prompt_tokens_details":{"cached_tokens":7}}""")]
    public void A_usage_without_counts_is_none(string usage)
    {
        Assert.Null(UsageScan.OfText(Chat(usage)).Usage);
        Assert.Null(UsageScan.OfText($$$$$"""{"choices":[{}],"usage":{{{{{usage}}}}}}""", form: ResponseForm.Json).Usage);
    }

    [Fact]
    public void An_unreadable_report_leaves_the_one_before_it()
    {
        var scan = UsageScan.OfText(
            """
            data: {"choices":[{"delta":{}}],"usage":{"prompt_tokens":3,"completion_tokens":4}}

            data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":-4}}


            """);
        Assert.Equal(new TokenUsage(3, 0, 0, 4, 0), scan.Usage);
        Assert.False(scan.IsFinal);
    }

    [Fact]
    public void A_part_is_never_larger_than_its_whole()
    {
        var chat = UsageScan.OfText(Chat(
            """{"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":70,"cache_write_tokens":80},"completion_tokens_details":{"reasoning_tokens":90}}"""));
        Assert.Equal(new TokenUsage(10, 10, 0, 5, 5), chat.Usage);
        var written = UsageScan.OfText(Chat("""{"prompt_tokens":10,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":7,"cache_write_tokens":8}}"""));
        Assert.Equal(new TokenUsage(10, 7, 3, 5, 0), written.Usage);
    }

    [Theory]
    [InlineData("""{"total_tokens":9}""", 9, 0)]
    [InlineData("""{"total_tokens":9,"completion_tokens":2}""", 7, 2)]
    [InlineData("""{"completion_tokens":2}""", 0, 2)]
    [InlineData("""{"prompt_tokens":4}""", 4, 0)]
    [InlineData("""{"input_tokens":4,"output_tokens":3}""", 4, 3)]
    [InlineData("""{"prompt_tokens":4,"completion_tokens":3,"total_tokens":1000}""", 4, 3)]
    public void What_is_missing_follows_from_the_total(string usage, long input, long output) =>
        Assert.Equal(new TokenUsage(input, 0, 0, output, 0), UsageScan.OfText(Chat(usage)).Usage);

    [Theory]
    [InlineData("""{"input_tokens":2147483648,"cache_read_input_tokens":1,"output_tokens":1}""")]
    [InlineData("""{"input_tokens":1,"cache_creation_input_tokens":-1,"output_tokens":1}""")]
    [InlineData("""{"input_tokens":1,"output_tokens":1,"output_tokens_details":{"thinking_tokens":-2}}""")]
    public void Anthropic_counts_that_cannot_be_change_nothing(string usage)
    {
        var start = "data: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":5,\"output_tokens\":1}}}\n\n";
        var scan = UsageScan.OfText(
            start + $$$$$"""data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{{{{{usage}}}}}}""" + "\n\n", CompletionRoute.Messages);
        Assert.Equal(new TokenUsage(5, 0, 0, 1, 0), scan.Usage);
        Assert.False(scan.IsFinal);
    }

    [Theory]
    [InlineData("""{"promptTokenCount":2147483648,"toolUsePromptTokenCount":1}""")]
    [InlineData("""{"promptTokenCount":1,"candidatesTokenCount":2147483648,"thoughtsTokenCount":2147483648}""")]
    [InlineData("""{"promptTokenCount":-1}""")]
    [InlineData("""{"trafficType":"ON_DEMAND"}""")]
    public void Gemini_counts_that_cannot_be_are_none(string usage) =>
        Assert.Null(UsageScan.OfText($$$$$"""{"usageMetadata":{{{{{usage}}}}}}""", CompletionRoute.GenerateContent, ResponseForm.Json).Usage);

    private static string Chat(string usage) => $"data: {{\"choices\":[],\"usage\":{usage}}}\n\ndata: [DONE]\n\n";
}
