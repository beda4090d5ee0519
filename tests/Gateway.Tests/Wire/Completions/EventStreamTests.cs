using System.Globalization;
using System.Text;
using Gateway.Wire.Completions;
using Xunit;

namespace Gateway.Tests.Wire.Completions;

public sealed class EventStreamTests
{
    private static readonly TokenUsage Small = new(3, 0, 0, 4, 0);

    [Theory]
    [InlineData("no blank after the colon", "data:{0}\n\n")]
    [InlineData("comments around", ": hi\n\n:\ndata: {0}\n: bye\n\n")]
    [InlineData("other fields", "event: x\nid: 7\nretry: 10\ndata: {0}\ndatum: {1}\n\n")]
    [InlineData("blank lines before", "\n\n\r\n\rdata: {0}\n\n")]
    [InlineData("mixed line ends", "event: x\rdata: {0}\r\n\n")]
    [InlineData("byte order mark", "\uFEFFdata: {0}\n\n")]
    [InlineData("part of a byte order mark", "\uFEFF\n\ndata: {0}\n\n")]
    [InlineData("no blank line at the end", "data: {0}\n")]
    [InlineData("no line end at the end", "data: {0}")]
    [InlineData("carriage return at the end", "data: {0}\r")]
    [InlineData("several data lines", "data: {2}\ndata: {3}\n\n")]
    [InlineData("several data lines, one empty", "data\ndata:\ndata: {2}\r\ndata:{3}\r\n\r\n")]
    [InlineData("blanks around the data", "data:   {0}  \t\n\n")]
    public void However_an_event_is_written_its_usage_is_found(string what, string format)
    {
        Assert.NotEmpty(what);
        const string Usage = """{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4}}""";
        var text = string.Format(
            CultureInfo.InvariantCulture,
            format,
            Usage,
            """{"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":9}}""",
            Usage[..14],
            Usage[14..]);
        var body = Encoding.UTF8.GetBytes(text);
        for (var split = 0; split <= body.Length; split++)
        {
            var scan = UsageScan.Of(new UsageScanner(), CompletionRoute.ChatCompletions, ResponseForm.EventStream, body, hides: false, split);
            Assert.Equal(Small, scan.Usage);
            Assert.True(scan.IsFinal);
        }
    }

    [Theory]
    [InlineData("data: [DONE]\n\n")]
    [InlineData("data:[DONE]\n\n")]
    [InlineData("data:  [DONE] \t\n\n")]
    [InlineData("data: [DONE]\r\n\r\n")]
    [InlineData("data: [DONE]")]
    public void The_end_is_seen_however_it_is_written_and_makes_the_last_usage_final(string end)
    {
        var scan = UsageScan.OfText("data: {\"choices\":[{\"delta\":{}}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\n\n" + end);
        Assert.Equal(Small, scan.Usage);
        Assert.True(scan.SawEndMarker);
        Assert.True(scan.IsFinal);
    }

    [Theory]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"data: [DONE]\"}}]}\n\n")]
    [InlineData(": data: [DONE]\n\n")]
    [InlineData("event: [DONE]\n\n")]
    [InlineData("data: \"[DONE]\"\n\n")]
    [InlineData("data: [DONE\n\n")]
    [InlineData("xdata: [DONE]\n\n")]
    public void What_only_looks_like_the_end_is_none(string text) => Assert.False(UsageScan.OfText(text).SawEndMarker);

    [Theory]
    [InlineData("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4\n\n")]
    [InlineData("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":12")]
    [InlineData("data: {\"choices\":[],\"x\":{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}}\n\n")]
    [InlineData("data: {\"choices\":[{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}]}\n\n")]
    [InlineData("data: [{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}]\n\n")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"content\":\"\\\"usage\\\":{\\\"prompt_tokens\\\":3,\\\"completion_tokens\\\":4}\"}}]}\n\n")]
    [InlineData("data: {\"a\":\"usage\",\"usage\":null,\"b\":{\"prompt_tokens\":3}}\n\n")]
    [InlineData(": {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\n\n")]
    [InlineData("data: {\"choices\":[]\n\ndata: ,\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\n\n")]
    public void What_only_looks_like_usage_is_none(string text) => Assert.Null(UsageScan.OfText(text).Usage);

    [Fact]
    public void Of_usage_that_is_there_twice_the_last_counts()
    {
        var scan = UsageScan.OfText(
            "data: {\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":9},\"choices\":[],\"usage\" : { \"prompt_tokens\":3,\"completion_tokens\":4}}\n\n");
        Assert.Equal(Small, scan.Usage);
    }

    [Fact]
    public void A_model_that_is_too_long_is_not_kept_and_an_escaped_one_is_unescaped()
    {
        Assert.Equal("", UsageScan.OfText($"data: {{\"model\":\"{new string('m', 300)}\",\"choices\":[]}}\n\n").Model);
        Assert.Equal("", UsageScan.OfText("data: {\"model\":\"\\ud800\",\"choices\":[]}\n\n").Model);
        Assert.Equal("a/\u00e9", UsageScan.OfText("data: {\"model\":\"a\\/\\u00e9\",\"choices\":[]}\n\n").Model);
        Assert.Equal("late", UsageScan.OfText("data: {\"model\":null,\"choices\":[]}\n\ndata: {\"model\":\"late\",\"choices\":[]}\n\n").Model);
    }

    [Theory]
    [InlineData("{\"content\":\"a\"}", 1)]
    [InlineData("{\"content\":\"\"}", 0)]
    [InlineData("{\"content\":null}", 0)]
    [InlineData("{\"role\":\"assistant\"}", 0)]
    [InlineData("{\"role\":\"assistant\",\"content\":\"a\"}", 1)]
    [InlineData("{}", 0)]
    [InlineData("null", 0)]
    [InlineData("{\"tool_calls\":[{\"index\":0}]}", 1)]
    [InlineData("{\"tool_calls\":[ ]}", 0)]
    [InlineData("{\"reasoning_content\":\"hm\"}", 1)]
    [InlineData("{ \"reasoning\" : \"hm\" }", 1)]
    [InlineData("{\"refusal\":\"no\"}", 1)]
    [InlineData("{\"function_call\":{\"arguments\":\"{\"}}", 1)]
    public void An_event_counts_as_content_if_its_delta_holds_any(string delta, long expected)
    {
        foreach (var model in new[] { "", "\"model\":\"m\"," })
        {
            var text = $"data: {{{model}\"choices\":[{{\"index\":0,\"delta\" :{delta}}}]}}\n\n";
            Assert.Equal(expected, UsageScan.OfText(text).ContentDeltas);
            Assert.Equal(2 * expected, UsageScan.OfText(text + text).ContentDeltas);
        }
    }

    [Theory]
    [InlineData("response.reasoning_summary_text.delta", 1)]
    [InlineData("response.function_call_arguments.delta", 1)]
    [InlineData("response.output_text.done", 0)]
    public void Delta_events_of_responses_are_told_by_their_type_wherever_it_stands(string type, long expected)
    {
        foreach (var text in new[]
        {
            $"data: {{\"type\":\"{type}\",\"delta\":\"x\"}}\n\n",
            $"data: {{\"type\": \"{type}\",\"delta\":\"x\"}}\n\n",
            $"data: {{\"delta\":\"x\",\"type\" : \"{type}\"}}\n\n",
            $"event: {type}\ndata: {{\"delta\":\"x\"}}\n\n",
        })
        {
            Assert.Equal(expected, UsageScan.OfText(text, CompletionRoute.Responses).ContentDeltas);
        }
    }
}
