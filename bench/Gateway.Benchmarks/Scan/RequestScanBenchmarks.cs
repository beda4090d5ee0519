using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Gateway.Testing.Samples.Requests;
using Gateway.Wire.Completions;

namespace Gateway.Benchmarks.Scan;

/// <summary>
/// Model, stream and token cap out of a chat request: our scanner, plain and deep, beside the two ways of the base class library. All four
/// are asked for the same three answers, and they are checked.
/// </summary>
[MemoryDiagnoser]
public class RequestScanBenchmarks
{
    private readonly RequestScanner _scanner = new();
    private byte[] _body = [];
    private (string? Model, bool Stream, long Cap) _expected;

    /// <summary>The kinds of bodies.</summary>
    public enum Kind
    {
        /// <summary>93 bytes, the model first.</summary>
        Small,

        /// <summary>About 1 KB of conversation, the model behind it.</summary>
        Ordinary,

        /// <summary>A quarter of a megabyte of conversation with escapes, the model behind it.</summary>
        Long,

        /// <summary>Four megabytes of an image, the model behind it.</summary>
        Image,
    }

    [ParamsAllValues]
    public Kind Body { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _body = Body switch
        {
            Kind.Small => OpenAIRequestSamples.SmallChat.Bytes,
            Kind.Ordinary => OpenAIRequestSamples.OrdinaryChat.Bytes,
            Kind.Long => Wrapped(string.Join(',', Enumerable.Repeat("""{"role":"user","content":"The ferry is late again,\nand \"late\" is what the board says, too."}""", 2600))),
            _ => Wrapped($$$"""{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,{{{new string('A', 4 << 20)}}}"}}]}"""),
        };
        _expected = Document();
        foreach ((string? Model, bool Stream, long Cap) other in new[] { Reader(), Answer(deep: false), Answer(deep: true) })
        {
            if (other != _expected || other.Model is null)
            {
                throw new InvalidOperationException($"{other} is not {_expected}, so the times mean nothing.");
            }
        }
    }

    [Benchmark(Baseline = true)]
    public bool Scanner() => Scan(deep: false);

    [Benchmark]
    public bool DeepScanner() => Scan(deep: true);

    [Benchmark]
    public long Utf8JsonReader() => Reader().Cap;

    [Benchmark]
    public long JsonDocument() => Document().Cap;

    private static byte[] Wrapped(string messages) => Encoding.UTF8.GetBytes($$"""{"messages":[{{messages}}],"max_tokens":64,"stream":true,"model":"gpt-4o"}""");

    private bool Scan(bool deep)
    {
        _scanner.Begin(CompletionRoute.ChatCompletions, RequestContent.Json, default, deep);
        _scanner.Feed(_body);
        _scanner.End();
        return _scanner.HasModel;
    }

    private (string? Model, bool Stream, long Cap) Answer(bool deep)
    {
        Scan(deep);
        return (Encoding.UTF8.GetString(_scanner.Model), _scanner.Stream, _scanner.Shape.OutputCap);
    }

    private (string? Model, bool Stream, long Cap) Reader()
    {
        var reader = new Utf8JsonReader(_body);
        string? model = null;
        bool stream = false;
        long cap = -1;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("model"u8))
            {
                reader.Read();
                model = reader.GetString();
            }
            else if (reader.ValueTextEquals("stream"u8))
            {
                reader.Read();
                stream = reader.GetBoolean();
            }
            else if (reader.ValueTextEquals("max_tokens"u8) || reader.ValueTextEquals("max_completion_tokens"u8))
            {
                reader.Read();
                cap = reader.GetInt64();
            }
            else
            {
                reader.Skip();
            }
        }

        return (model, stream, cap);
    }

    private (string? Model, bool Stream, long Cap) Document()
    {
        using var document = System.Text.Json.JsonDocument.Parse(_body);
        JsonElement root = document.RootElement;
        bool capped = root.TryGetProperty("max_tokens"u8, out JsonElement cap) || root.TryGetProperty("max_completion_tokens"u8, out cap);
        return (root.GetProperty("model"u8).GetString(), root.TryGetProperty("stream"u8, out JsonElement stream) && stream.GetBoolean(), capped ? cap.GetInt64() : -1);
    }
}
