using System.Text;
using Gateway.Testing.Samples.Responses;
using Gateway.Wire.Completions;
using Xunit;

namespace Gateway.Tests.Wire.Completions;

public sealed class HiddenUsageTests
{
    private const string Usage = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}";
    private const string Delta = "data: {\"model\":\"m\",\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"usage\":null}\n\n";

    [Theory]
    [InlineData("", "\n\n", "")]
    [InlineData("", "\r\n\r\n", "")]
    [InlineData("", "\r\r", "")]
    [InlineData("", "", "")]
    [InlineData("", "\n", "")]
    [InlineData("", "\n\n\n", "\n")]
    [InlineData("", "\r\n\r\n\r\n", "\r\n")]
    [InlineData("event: usage\n: beside\n", "\nid: 4\n\n", "")]
    [InlineData("\n", "\n\n", "\n")]
    [InlineData("\r", "\r\r\ndata: [DONE]\r\r", "\rdata: [DONE]\r\r")]
    [InlineData(": a comment\n\n", "\n\n", ": a comment\n\n")]
    [InlineData("\uFEFF", "\n\n", "\uFEFF")]
    public void The_event_goes_with_its_lines_and_its_blank_line_and_nothing_else(string before, string after, string left)
    {
        var body = Encoding.UTF8.GetBytes(Delta + before + Usage + after);
        if (before == "\uFEFF")
        {
            body = Encoding.UTF8.GetBytes(before + Usage + after);
        }

        var expected = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(before == "\uFEFF" ? left : Delta + left));
        for (var split = 0; split <= body.Length; split++)
        {
            var scan = UsageScan.Of(new UsageScanner(), CompletionRoute.ChatCompletions, ResponseForm.EventStream, body, hides: true, split);
            Assert.Equal(expected, scan.Visible);
            Assert.Equal(new TokenUsage(3, 0, 0, 4, 0), scan.Usage);
        }
    }

    [Theory]
    [InlineData("data: {\"choices\":[{\"delta\":{}}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\n\n")]
    [InlineData("data: {\"choices\":[],\"usage\":null}\n\n")]
    [InlineData("data: {\"choices\":[]}\n\n")]
    [InlineData("data: {\"choices\":null,\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\n\n")]
    [InlineData("data: {\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\n\n")]
    [InlineData("data: {\"choices\":[],\"x\":{\"usage\":{\"prompt_tokens\":3}}}\n\n")]
    [InlineData("data: {\"choices\":[],\"prompt_filter_results\":[]}\n\n")]
    [InlineData("data: not json\n\ndata:\n\ndata\n\n:\n\nevent: x\n\n\n\n")]
    public void Anything_else_stays(string text) => Assert.Equal(text, UsageScan.OfText(text, hides: true).Visible);

    [Fact]
    public void A_report_that_cannot_be_read_is_taken_out_as_well()
    {
        var scan = UsageScan.OfText(Delta + "data: {\"choices\":[ ],\"usage\":{\"prompt_tokens\":-3}}\n\n", hides: true);
        Assert.Equal(Delta, scan.Visible);
        Assert.Null(scan.Usage);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r")]
    public void A_complete_event_leaves_with_its_last_byte(string lineEnd)
    {
        var sample = ResponseSamples.Named("chat, streamed with usage");
        var scanner = new UsageScanner();
        scanner.Begin(sample.Route, sample.Form, hideUsageEvent: true);
        var output = new byte[4096];
        foreach (var text in sample.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var bytes = Encoding.UTF8.GetBytes(text + lineEnd + lineEnd);
            foreach (var b in bytes[..^1])
            {
                Assert.Equal(0, scanner.Filter([b], output.AsSpan(0, scanner.MaxOutput(1))));
            }

            Assert.Equal(bytes.Length - 1, scanner.MaxOutput(0));
            var written = scanner.Filter(bytes.AsSpan(bytes.Length - 1), output);
            Assert.Equal(text.Contains("\"choices\":[]", StringComparison.Ordinal) ? [] : bytes, output[..written]);
            Assert.Equal(0, scanner.MaxOutput(0));
        }
    }

    [Theory]
    [InlineData(CompletionRoute.Messages)]
    [InlineData(CompletionRoute.Responses)]
    [InlineData(CompletionRoute.StreamGenerateContent)]
    public void Nothing_is_hidden_on_other_routes(CompletionRoute route)
    {
        var scanner = new UsageScanner();
        scanner.Begin(route, ResponseForm.EventStream, hideUsageEvent: true);
        Assert.False(scanner.Hides);
        var body = Encoding.UTF8.GetBytes(Usage + "\n\n");
        var output = new byte[scanner.MaxOutput(body.Length)];
        Assert.Equal(body.Length, scanner.Filter(body, output));
        Assert.Equal(body, output);
    }

    [Fact]
    public void Nothing_is_hidden_in_a_plain_body()
    {
        const string Body = """{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4}}""";
        Assert.Equal(Body, UsageScan.OfText(Body, form: ResponseForm.Json, hides: true).Visible);
    }

    [Fact]
    public void A_stream_to_be_filtered_is_not_fed()
    {
        var scanner = new UsageScanner();
        scanner.Begin(CompletionRoute.ChatCompletions, ResponseForm.EventStream, hideUsageEvent: true);
        Assert.Throws<InvalidOperationException>(() => scanner.Feed("data"u8));
    }

    [Fact]
    public void A_filtered_stream_that_ends_without_a_reader_is_still_metered()
    {
        var scanner = new UsageScanner();
        scanner.Begin(CompletionRoute.ChatCompletions, ResponseForm.EventStream, hideUsageEvent: true);
        Assert.Equal(0, scanner.Filter(Encoding.UTF8.GetBytes(Usage), new byte[4096]));
        scanner.End();
        scanner.End();
        Assert.True(scanner.IsFinal);
        Assert.Equal(0, scanner.Flush(new byte[10]));
    }
}
