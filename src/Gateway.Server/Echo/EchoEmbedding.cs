using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Gateway.Server.Echo;

/// <summary>Answers of the embeddings route: a unit vector made of the input's hash, the same for the same text, as numbers or (what OpenAI's SDKs ask for) base64.</summary>
internal sealed class EchoEmbedding
{
    private const int DefaultDimensions = 64;
    private const int MostDimensions = 4096;
    private const int MostInputs = 2048;

    private readonly string _model;
    private readonly IReadOnlyList<string> _inputs;
    private readonly int _dimensions;
    private readonly bool _base64;

    private EchoEmbedding(string model, IReadOnlyList<string> inputs, int dimensions, bool base64)
    {
        _model = model;
        _inputs = inputs;
        _dimensions = dimensions;
        _base64 = base64;
    }

    /// <summary>Reads the body.</summary>
    public static bool TryRead(JsonElement body, [NotNullWhen(true)] out EchoEmbedding? embedding, [NotNullWhen(false)] out EchoRefusal? refusal)
    {
        embedding = null;
        if (!EchoRequest.TryReadModel(body, out var model, out refusal))
            return false;
        var inputs = body.TryGetProperty("input", out var input) ? Inputs(input) : [];
        var dimensions = DefaultDimensions;
        if (inputs.Count is 0 or > MostInputs)
            refusal = new EchoRefusal(400, $"'input' has to be a text, or an array of 1 to {MostInputs} texts or tokens.", "input");
        else if (body.TryGetProperty("dimensions", out var given) && (given.ValueKind != JsonValueKind.Number || !given.TryGetInt32(out dimensions) || dimensions is < 1 or > MostDimensions))
            refusal = new EchoRefusal(400, $"'dimensions' has to be a whole number from 1 to {MostDimensions}.", "dimensions");
        if (refusal is not null)
            return false;
        var base64 = body.TryGetProperty("encoding_format", out var format) && format.ValueKind == JsonValueKind.String && format.ValueEquals("base64");
        embedding = new EchoEmbedding(model, inputs, dimensions, base64);
        return true;
    }

    /// <summary>Sends the answer.</summary>
    public Task SendAsync(HttpContext context) => EchoReply.JsonAsync(context, json =>
    {
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        for (var i = 0; i < _inputs.Count; i++)
            Vector(json, i);
        json.WriteEndArray();
        json.WriteString("model", _model);
        json.WriteStartObject("usage");
        var tokens = Math.Max(1, _inputs.Sum(EchoText.Tokens));
        json.WriteNumber("prompt_tokens", tokens);
        json.WriteNumber("total_tokens", tokens);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private void Vector(Utf8JsonWriter json, int index)
    {
        json.WriteStartObject();
        json.WriteString("object", "embedding");
        json.WriteNumber("index", index);
        var vector = VectorOf(_inputs[index], _dimensions);
        if (_base64)
        {
            json.WriteBase64String("embedding", MemoryMarshal.AsBytes(vector.AsSpan()));
        }
        else
        {
            json.WriteStartArray("embedding");
            foreach (var number in vector)
                json.WriteNumberValue(number);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static float[] VectorOf(string text, int dimensions)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        var vector = new float[dimensions];
        for (var i = 0; i < dimensions; i++)
        {
            if (i > 0 && i % bytes.Length == 0)
                bytes = SHA256.HashData(bytes);
            vector[i] = bytes[i % bytes.Length] - 127.5f;
        }
        var length = MathF.Sqrt(vector.Sum(v => v * v));
        return Array.ConvertAll(vector, v => v / length);
    }

    // A text, texts, tokens, or arrays of tokens; a token's text is its number.
    private static List<string> Inputs(JsonElement input) => input.ValueKind switch
    {
        JsonValueKind.String => [input.GetString()!],
        JsonValueKind.Array when input.EnumerateArray().All(e => e.ValueKind == JsonValueKind.Number) => input.GetArrayLength() == 0 ? [] : [input.GetRawText()],
        JsonValueKind.Array when input.EnumerateArray().All(e => e.ValueKind is JsonValueKind.String or JsonValueKind.Array) =>
            [.. input.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.String ? e.GetString()! : e.GetRawText())],
        _ => [],
    };
}
