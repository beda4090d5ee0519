using System.Globalization;
using System.Text;

namespace Gateway.Testing.Http;

/// <summary>A response as it came over a <see cref="RawConnection"/>.</summary>
public sealed class RawResponse
{
    public required int Status { get; init; }

    public required string Version { get; init; }

    /// <summary>The status line and the headers, up to and including the empty line.</summary>
    public required string Head { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>Interim (1xx) responses that came before it.</summary>
    public IReadOnlyList<RawResponse> Interim { get; init; } = [];

    /// <summary>The body without its framing.</summary>
    public byte[] Body { get; set; } = [];

    public long BodyLength { get; set; }

    /// <summary>False when the connection ended, or was reset, before the body was whole.</summary>
    public bool IsComplete { get; set; }

    public string Text => Encoding.UTF8.GetString(Body);

    public bool IsChunked => Header("Transfer-Encoding")?.EndsWith("chunked", StringComparison.OrdinalIgnoreCase) == true;

    public long? ContentLength => Header("Content-Length") is { } value ? long.Parse(value, CultureInfo.InvariantCulture) : null;

    public string? Header(string name)
    {
        var values = Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).ToList();
        return values.Count == 0 ? null : string.Join(", ", values);
    }

    public bool HasHeader(string name) => Header(name) is not null;

    public override string ToString() => Head + Text;

    internal static RawResponse Parse(byte[] head, IReadOnlyList<RawResponse> interim)
    {
        var text = Encoding.Latin1.GetString(head);
        var lines = text.Split("\r\n");
        var status = lines[0].Split(' ', 3);
        if (!status[0].StartsWith("HTTP/1.", StringComparison.Ordinal) || status.Length < 2) throw new InvalidDataException($"not a status line: {lines[0]}");
        return new RawResponse
        {
            Version = status[0],
            Status = int.Parse(status[1], CultureInfo.InvariantCulture),
            Head = text,
            Interim = interim,
            Headers = [.. lines.Skip(1).Where(line => line.Length > 0).Select(line => line.Split(':', 2)).Select(pair => new KeyValuePair<string, string>(pair[0], pair[1].Trim()))],
        };
    }
}
