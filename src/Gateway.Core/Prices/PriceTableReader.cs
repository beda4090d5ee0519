using System.Text.Json;

namespace Gateway.Core.Prices;

/// <summary>
/// Reads a price file: an object whose <c>models</c> maps <c>provider/model</c> or <c>model</c> to an entry. Comments and trailing commas are
/// allowed, unknown and repeated members are not. Prices are decimal text, with or without quotes, and never pass through a float.
/// </summary>
internal ref struct PriceTableReader
{
    private const int Schema = 1;
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 8 };

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly string _file;
    private readonly List<PriceTableEntry> _entries = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _fallbacks = new(StringComparer.OrdinalIgnoreCase);
    private Utf8JsonReader _reader;

    private PriceTableReader(ReadOnlySpan<byte> bytes, string file)
    {
        _bytes = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        _file = file;
        _reader = new(_bytes, Options);
    }

    /// <summary>Reads a whole file.</summary>
    /// <param name="bytes">UTF-8 JSON.</param>
    /// <param name="file">What to call it in a complaint.</param>
    /// <exception cref="PriceTableException">It cannot be used; the first thing wrong is named.</exception>
    public static PriceTableFile Read(ReadOnlySpan<byte> bytes, string file)
    {
        var reader = new PriceTableReader(bytes, file);
        try
        {
            return reader.ReadFile();
        }
        catch (JsonException e)
        {
            throw new PriceTableException(file, (int)(e.LineNumber ?? 0) + 1, "not valid JSON: " + FirstSentence(e.Message), e);
        }
        catch (InvalidOperationException e)
        {
            // The JSON reader says so for text that is not UTF-8 and for lone surrogates.
            throw new PriceTableException(file, reader.Line, "not valid UTF-8", e);
        }
    }

    private readonly int Line => 1 + _bytes[..(int)_reader.TokenStartIndex].Count((byte)'\n');

    private PriceTableFile ReadFile()
    {
        Next();
        Expect(JsonTokenType.StartObject, "a price file is a JSON object");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (NextMember(seen, out var name))
        {
            switch (name)
            {
                case "schema":
                    if (ReadCount("schema", 1, int.MaxValue) != Schema)
                        throw Fail($"schema must be {Schema}");
                    break;
                case "currency":
                    if (ReadText("currency") != "USD")
                        throw Fail("currency must be \"USD\"");
                    break;
                case "unit":
                    if (ReadText("unit") != "per million tokens")
                        throw Fail("unit must be \"per million tokens\"");
                    break;
                case "as_of" or "sources" or "notes":
                    Next();
                    _reader.Skip();
                    break;
                case "fallbacks":
                    ReadFallbacks();
                    break;
                case "models":
                    ReadModels();
                    break;
                default:
                    throw Fail($"unknown member \"{name}\"; entries stand under \"models\"");
            }
        }

        if (!seen.Contains("models"))
            throw Fail("\"models\" is missing");
        if (_reader.Read())
            throw Fail("something follows the object");
        return new(_entries, _fallbacks);
    }

    private void ReadFallbacks()
    {
        Next();
        Expect(JsonTokenType.StartObject, "fallbacks maps a provider to a list of providers");
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (NextMember(seen, out var name))
            _fallbacks[name] = ReadTexts(name);
    }

    private void ReadModels()
    {
        Next();
        Expect(JsonTokenType.StartObject, "models maps \"provider/model\" or \"model\" to an entry");
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (NextMember(seen, out var key))
        {
            if (key.Length == 0 || key[0] == '/' || key[^1] == '/' || PriceTableGlob.IsGlob(key))
                throw Fail($"\"{key}\" must be \"provider/model\" or \"model\", without wildcards (those stand under \"match\")");
            ReadEntry(key);
        }
    }

    private void ReadEntry(string key)
    {
        var line = Line;
        Next();
        Expect(JsonTokenType.StartObject, $"the entry of \"{key}\" must be an object");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var rates = default(RatesInTheMaking);
        var entry = new PriceTableEntry { Key = key, Line = line, Rates = default };
        while (NextMember(seen, out var name))
        {
            if (ReadRate(name, ref rates))
                continue;
            entry = name switch
            {
                "tiers" => entry with { Tiers = ReadTiers() },
                "match" => entry with { Match = ReadTexts(name) },
                "except" => entry with { Except = ReadTexts(name) },
                "thousand_requests" => entry with { RequestPico = ReadPrice(name) * 1000 },
                "context_window" => entry with { ContextWindow = ReadCount(name, 1, int.MaxValue) },
                "max_output" => entry with { MaxOutput = ReadCount(name, 1, int.MaxValue) },
                _ => throw Fail($"unknown member \"{name}\" in the entry of \"{key}\""),
            };
        }

        _entries.Add(entry with { Rates = Finish(rates, $"the entry of \"{key}\"") });
    }

    private List<PriceTier> ReadTiers()
    {
        Next();
        Expect(JsonTokenType.StartArray, "tiers must be a list");
        List<PriceTier> tiers = [];
        while (Next() != JsonTokenType.EndArray)
        {
            Expect(JsonTokenType.StartObject, "a tier must be an object");
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var rates = default(RatesInTheMaking);
            long? above = null;
            while (NextMember(seen, out var name))
            {
                if (name == "above")
                    above = ReadCount(name, 1, int.MaxValue);
                else if (!ReadRate(name, ref rates))
                    throw Fail($"unknown member \"{name}\" in a tier");
            }

            if (above is null || (tiers.Count > 0 && above <= tiers[^1].AboveInputTokens))
                throw Fail("every tier needs \"above\", a number of input tokens larger than the tier's before it");
            tiers.Add(new(above.Value, Finish(rates, "a tier")));
        }

        return tiers;
    }

    private bool ReadRate(string name, ref RatesInTheMaking rates)
    {
        switch (name)
        {
            case "input": rates.Input = ReadPrice(name); return true;
            case "output": rates.Output = ReadPrice(name); return true;
            case "cached_input": rates.CachedInput = ReadPrice(name); return true;
            case "cache_write": rates.CacheWrite = ReadPrice(name); return true;
            case "cache_write_1h": rates.LongCacheWrite = ReadPrice(name); return true;
            case "reasoning": rates.Reasoning = ReadPrice(name); return true;
            default: return false;
        }
    }

    private readonly TokenRates Finish(RatesInTheMaking rates, string where) =>
        rates is { Input: { } input, Output: { } output }
            ? new(input, output, rates.CachedInput, rates.CacheWrite, rates.LongCacheWrite, rates.Reasoning)
            : throw Fail($"{where} needs both \"input\" and \"output\" (write \"0\" where nothing is charged)");

    private long ReadPrice(string name)
    {
        Next();
        if (_reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number) || !PriceTableDecimal.TryParse(_reader.ValueSpan, out var price))
        {
            throw Fail($"{name} must be a decimal of USD, from 0 to {PriceTableDecimal.MaxUsd}, with at most "
                + $"{PriceTableDecimal.Places} decimal places and no exponent");
        }

        return price;
    }

    private long ReadCount(string name, int least, int most)
    {
        Next();
        if (_reader.TokenType != JsonTokenType.Number || !_reader.TryGetInt64(out var value) || value < least || value > most)
            throw Fail($"{name} must be a whole number from {least} to {most}");
        return value;
    }

    private string ReadText(string name)
    {
        Next();
        Expect(JsonTokenType.String, $"{name} must be text");
        return _reader.GetString()!;
    }

    private List<string> ReadTexts(string name)
    {
        Next();
        Expect(JsonTokenType.StartArray, $"{name} must be a list of texts");
        List<string> texts = [];
        while (Next() != JsonTokenType.EndArray)
        {
            Expect(JsonTokenType.String, $"{name} must be a list of texts");
            var text = _reader.GetString()!;
            if (text.Length == 0)
                throw Fail($"{name} holds an empty text");
            texts.Add(text);
        }

        return texts;
    }

    private JsonTokenType Next()
    {
        if (!_reader.Read())
            throw Fail("the file ends too early");
        return _reader.TokenType;
    }

    private bool NextMember(HashSet<string> seen, out string name)
    {
        name = "";
        if (Next() == JsonTokenType.EndObject)
            return false;
        name = _reader.GetString()!;
        return seen.Add(name) ? true : throw Fail($"\"{name}\" stands twice");
    }

    private readonly void Expect(JsonTokenType type, string rule)
    {
        if (_reader.TokenType != type)
            throw Fail(rule);
    }

    private readonly PriceTableException Fail(string reason) => new(_file, Line, reason);

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    private struct RatesInTheMaking
    {
        public long? Input;
        public long? Output;
        public long? CachedInput;
        public long? CacheWrite;
        public long? LongCacheWrite;
        public long? Reasoning;
    }
}
