using System.Text;
using System.Text.Json;

namespace Gateway.Testing.Upstreams;

/// <summary>One request as it arrived at <see cref="FakeUpstream"/>, byte by byte.</summary>
public sealed class RecordedRequest
{
    private JsonElement? _json;

    public required int Connection { get; init; }

    /// <summary>0 for the first request on its connection.</summary>
    public required int IndexOnConnection { get; init; }

    /// <summary>The request line and the headers, up to and including the empty line.</summary>
    public required byte[] RawHead { get; init; }

    public required string Method { get; init; }

    public required string Target { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The body without its framing; only the first <see cref="FakeUpstream.KeptBodyBytes"/> of a longer one.</summary>
    public byte[] Body { get; internal set; } = [];

    /// <summary>The body with its framing, as it came; kept as far as <see cref="Body"/>.</summary>
    public byte[] RawBody { get; internal set; } = [];

    public long BodyLength { get; internal set; }

    /// <summary>SHA-256 of the whole body, in hexadecimal; empty until the body is read.</summary>
    public string BodyHash { get; internal set; } = "";

    /// <summary>False when the connection ended before the body did.</summary>
    public bool IsComplete { get; internal set; }

    public string HeadText => Encoding.Latin1.GetString(RawHead);

    public string BodyText => Encoding.UTF8.GetString(Body);

    /// <summary>The path of <see cref="Target"/>, without its query.</summary>
    public string Path => Target.Split('?', 2)[0];

    /// <summary>The body as JSON, or an undefined element when it is not JSON.</summary>
    public JsonElement Json => _json ??= ParseBody();

    public string? Header(string name)
    {
        foreach (var header in Headers)
        {
            if (header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)) return header.Value;
        }

        return null;
    }

    public bool HasHeader(string name) => Header(name) is not null;

    /// <summary>A top-level string member of the body, or null.</summary>
    public string? Member(string name) =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>True when the top-level member is the literal true.</summary>
    public bool Flag(string name) =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public override string ToString() => $"{Method} {Target} ({BodyLength} bytes, connection {Connection}, request {IndexOnConnection})";

    private JsonElement ParseBody()
    {
        try
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
