using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Gateway.Wire.Completions;

namespace Gateway.Benchmarks.Scan;

/// <summary>
/// Metering a response: a chat stream of a hundred deltas and its usage event, per event, and a plain body. Beside the scanner what one would
/// write with System.Text.Json, which sees whole events and whole bodies only.
/// </summary>
[MemoryDiagnoser]
public class ResponseScanBenchmarks
{
    private const int Events = 100;
    private const int OutputTokens = 321;

    private const string Usage = "\"usage\":{\"prompt_tokens\":2006,\"completion_tokens\":321,\"total_tokens\":2327,\"prompt_tokens_details\":{\"cached_tokens\":1920},"
        + "\"completion_tokens_details\":{\"reasoning_tokens\":256}}";

    private const string Head = "\"id\":\"chatcmpl-CfR1p4vT9wZ8\",\"object\":\"chat.completion.chunk\",\"created\":1763900000,\"model\":\"gpt-5-mini-2025-08-07\",";

    private static readonly byte[] Stream = Encoding.UTF8.GetBytes(
        string.Concat(Enumerable.Repeat($"data: {{{Head}\"choices\":[{{\"index\":0,\"delta\":{{\"content\":\" word\"}},\"logprobs\":null,\"finish_reason\":null}}],\"usage\":null}}\n\n", Events))
        + $"data: {{{Head}\"choices\":[],{Usage}}}\n\ndata: [DONE]\n\n");

    private readonly UsageScanner _scanner = new();
    private readonly byte[] _output = new byte[Stream.Length];
    private byte[] _body = [];

    /// <summary>The size of the plain body's text.</summary>
    [Params(1_000, 1_000_000)]
    public int BodyBytes { get; set; }

    /// <summary>Makes the plain body: text with escapes, and the usage behind it.</summary>
    [GlobalSetup]
    public void Setup()
    {
        const string Sentence = "The quick \\\"usage\\\" jumps over the lazy dog, again and again and again.\\n";
        var text = string.Concat(Enumerable.Repeat(Sentence, BodyBytes / Sentence.Length));
        _body = Encoding.UTF8.GetBytes($"{{{Head}\"choices\":[{{\"index\":0,\"message\":{{\"role\":\"assistant\",\"content\":\"{text}\"}}}}],{Usage}}}");
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public long StreamedEvent()
    {
        _scanner.Begin(CompletionRoute.ChatCompletions, ResponseForm.EventStream, hideUsageEvent: false);
        _scanner.Feed(Stream);
        return Check(_scanner.Usage.OutputTokens, _scanner.IsFinal && _scanner.ContentDeltas == Events);
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public long StreamedEventWithUsageTakenOut()
    {
        _scanner.Begin(CompletionRoute.ChatCompletions, ResponseForm.EventStream, hideUsageEvent: true);
        var written = _scanner.Filter(Stream, _output);
        return Check(_scanner.Usage.OutputTokens, written < Stream.Length && written > Stream.Length * 9 / 10);
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public long StreamedEventByUtf8JsonReader()
    {
        var tokens = 0L;
        ReadOnlySpan<byte> rest = Stream;
        while (TryTakeData(ref rest, out var data))
        {
            tokens = data[0] == (byte)'{' ? ReadUsage(data, tokens) : tokens;
        }

        return Check(tokens, true);
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public long StreamedEventByJsonDocument()
    {
        var tokens = 0L;
        ReadOnlySpan<byte> rest = Stream;
        var from = 0;
        while (TryTakeData(ref rest, out var data))
        {
            var start = Stream.Length - rest.Length - data.Length - 2;
            tokens = data[0] == (byte)'{' ? ParseUsage(Stream.AsMemory(start, data.Length), tokens) : tokens;
            from = start;
        }

        return Check(tokens, from > 0);
    }

    [Benchmark]
    public long PlainBody()
    {
        _scanner.Begin(CompletionRoute.ChatCompletions, ResponseForm.Json, hideUsageEvent: false);
        _scanner.Feed(_body);
        _scanner.End();
        return Check(_scanner.Usage.OutputTokens, _scanner.IsFinal);
    }

    [Benchmark]
    public long PlainBodyByUtf8JsonReader() => Check(ReadUsage(_body, 0), true);

    [Benchmark]
    public long PlainBodyByJsonDocument() => Check(ParseUsage(_body, 0), true);

    private static bool TryTakeData(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> data)
    {
        var end = rest.IndexOf("\n\n"u8);
        data = end < 0 ? default : rest[6..end];
        rest = end < 0 ? default : rest[(end + 2)..];
        return end >= 0;
    }

    private static long ReadUsage(ReadOnlySpan<byte> json, long tokens)
    {
        var reader = new Utf8JsonReader(json);
        _ = reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isUsage = reader.ValueTextEquals("usage"u8);
            _ = reader.Read();
            if (!isUsage || reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isOutput = reader.ValueTextEquals("completion_tokens"u8);
                _ = reader.Read();
                tokens = isOutput ? reader.GetInt64() : tokens;
                reader.Skip();
            }
        }

        return tokens;
    }

    private static long ParseUsage(ReadOnlyMemory<byte> json, long tokens)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object
            ? usage.GetProperty("completion_tokens").GetInt64()
            : tokens;
    }

    private static long Check(long tokens, bool isRight)
    {
        if (tokens != OutputTokens || !isRight)
        {
            throw new InvalidOperationException("A benchmark that measures a wrong answer measures nothing.");
        }

        return tokens;
    }
}
