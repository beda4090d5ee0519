using System.Text;
using Gateway.Wire.Completions;
using Xunit;

namespace Gateway.Tests.Wire.Completions;

public sealed class LargeBodyTests
{
    /// <summary>More than is held of an event.</summary>
    private const int Large = 100_000;

    private static readonly string Filler = new('x', Large);

    public static TheoryData<string, CompletionRoute, string, TokenUsage> LargeEvents => new()
    {
        {
            "chat", CompletionRoute.ChatCompletions,
            """{"model":"m","choices":[],"x":["@"],"usage":{"prompt_tokens":3,"completion_tokens":4}}""",
            new TokenUsage(3, 0, 0, 4, 0)
        },
        {
            "responses", CompletionRoute.Responses,
            """{"type":"response.completed","response":{"output":[{"result":"@","usage":{"input_tokens":1}}],"model":"m","usage":{"input_tokens":3,"output_tokens":4}}}""",
            new TokenUsage(3, 0, 0, 4, 0)
        },
        {
            "messages", CompletionRoute.Messages,
            """{"delta":{"stop_reason":"end_turn","x":"@"},"type":"message_delta","message":{"model":"m"},"usage":{"input_tokens":3,"output_tokens":4}}""",
            new TokenUsage(3, 0, 0, 4, 0)
        },
        {
            "generateContent", CompletionRoute.StreamGenerateContent,
            """{"candidates":[{"content":{"parts":[{"inlineData":{"data":"@"}}]},"finishReason":"STOP"},{"content":{}}],"modelVersion":"m","usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":4}}""",
            new TokenUsage(3, 0, 0, 4, 0)
        },
    };

    [Theory]
    [MemberData(nameof(LargeEvents))]
    public void The_usage_of_an_event_too_large_to_hold_is_read_as_it_goes_by(string name, CompletionRoute route, string data, TokenUsage usage)
    {
        Assert.NotEmpty(name);
        data = data.Replace("@", Filler, StringComparison.Ordinal);
        foreach (var text in new[] { $"data: {data}\n\n", $"event: x\r\ndata:{data}\r\n\r\n", $": y\ndata: {data[..50_000]}\ndata: {data[50_000..]}", $"\uFEFFdata: {data}\r\r" })
        {
            var body = Encoding.UTF8.GetBytes(text);
            var splits = Enumerable.Range(0, body.Length).Where(i => i % 9973 == 0).ToArray();
            int[] ends = [.. Enumerable.Range(0, 12), .. Enumerable.Range(body.Length - 120, 120)];
            foreach (var at in new[] { [], splits, ends })
            {
                var scan = UsageScan.Of(new UsageScanner(), route, ResponseForm.EventStream, body, hides: false, at);
                Assert.Equal(usage, scan.Usage);
                Assert.True(scan.IsFinal, text[..20]);
                Assert.Equal("m", scan.Model);
            }
        }
    }

    [Fact]
    public void A_large_event_is_passed_on_as_it_comes_and_the_events_around_it_as_ever()
    {
        const string Usage = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\n\n";
        var large = $"data: {{\"choices\":[{{\"delta\":{{\"content\":\"{Filler}\"}}}}]}}\n\n";
        var body = Encoding.UTF8.GetBytes(Usage + large + Usage + large + Usage);
        for (var piece = 1; piece < 200_000; piece = (piece * 3) + 1)
        {
            var splits = Enumerable.Range(1, body.Length / piece).Select(i => i * piece).Where(i => i < body.Length).ToArray();
            var scan = UsageScan.Of(new UsageScanner(), CompletionRoute.ChatCompletions, ResponseForm.EventStream, body, hides: true, splits);
            Assert.Equal(large + large, scan.Visible);
            Assert.Equal(new TokenUsage(3, 0, 0, 4, 0), scan.Usage);
            Assert.Equal(2, scan.ContentDeltas);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    public void Around_the_largest_held_event_every_split_yields_the_same(int more)
    {
        const string Head = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4},\"x\":\"";
        foreach (var tail in new[] { "\"}\n\n", "\"}\r\r", "\"}\r\n\r\n" })
        {
            // The LF after a CR that ends an event is no part of it.
            var filler = (64 * 1024) + more - Head.Length - tail.Length + (tail.Length == 6 ? 1 : 0);
            var body = Encoding.UTF8.GetBytes(Head + new string('x', filler) + tail);
            var expected = more > 0 ? Encoding.Latin1.GetString(body) : "";
            foreach (var split in new[] { 0, 1, 5, 100, body.Length / 2, body.Length - 3, body.Length - 2, body.Length - 1, body.Length })
            {
                var scan = UsageScan.Of(new UsageScanner(), CompletionRoute.ChatCompletions, ResponseForm.EventStream, body, hides: true, split);
                Assert.Equal(expected, scan.Visible);
                Assert.Equal(new TokenUsage(3, 0, 0, 4, 0), scan.Usage);
            }
        }
    }

    [Theory]
    [InlineData(ResponseForm.EventStream, "data: {\"x\":\"")]
    [InlineData(ResponseForm.EventStream, "data")]
    [InlineData(ResponseForm.EventStream, "")]
    [InlineData(ResponseForm.EventStream, "data: {\"usage\":{\"x\":\"")]
    [InlineData(ResponseForm.Json, "{\"usage\":{\"x\":\"")]
    [InlineData(ResponseForm.Json, "{\"model\":\"")]
    [InlineData(ResponseForm.JsonArray, "[{\"usage\":{\"x\":\"")]
    public void A_body_without_end_takes_no_memory_without_end(ResponseForm form, string start)
    {
        var piece = Encoding.ASCII.GetBytes(new string('y', 64 * 1024));
        var output = new byte[256 * 1024];
        foreach (var hides in new[] { false, true })
        {
            var scanner = new UsageScanner();
            scanner.Begin(CompletionRoute.ChatCompletions, form, hides);
            long taken = scanner.Filter(Encoding.ASCII.GetBytes(start), output);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 512; i++)
            {
                Assert.InRange(scanner.MaxOutput(piece.Length), piece.Length, output.Length);
                taken += scanner.Filter(piece, output);
            }

            taken += scanner.Flush(output);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 512 * 1024);
            Assert.Equal(start.Length + (512L * piece.Length), taken);
        }
    }

    [Fact]
    public void A_large_plain_body_is_read_with_its_usage_before_or_after_the_bulk()
    {
        const string Usage = "\"usage\":{\"prompt_tokens\":3,\"total_tokens\":3}";
        foreach (var text in new[] { $"{{{Usage},\"data\":[\"{Filler}\"]}}", $"{{\"data\":[\"{Filler}\"],{Usage}}}\n" })
        {
            var scan = UsageScan.OfText(text, CompletionRoute.Embeddings, ResponseForm.Json);
            Assert.Equal(new TokenUsage(3, 0, 0, 0, 0), scan.Usage);
            Assert.True(scan.SawEndMarker);
        }
    }

    [Fact]
    public void A_plain_body_that_is_cut_off_behind_its_usage_still_counts()
    {
        var scan = UsageScan.OfText("{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4},\"choices\":[{\"mess", form: ResponseForm.Json);
        Assert.Equal(new TokenUsage(3, 0, 0, 4, 0), scan.Usage);
        Assert.False(scan.SawEndMarker);
    }
}
