using System.Text.Json;

namespace Gateway.Tests.Wire.Http1;

/// <summary>One message of a published test suite, and what its authors expect of a parser.</summary>
internal sealed record Http1Vector(string Id, bool IsRequest, string Input, string Reason, bool Accept, bool Incomplete, int Completes)
{
    /// <summary>The environment variable that names the folder with the suites, one JSON object a line.</summary>
    public const string FolderVariable = "GATEWAY_HTTP1_VECTORS";

    public static IReadOnlyList<Http1Vector> Load(string file) => [.. File.ReadLines(file).Where(line => line.Length > 0).Select(Parse)];

    private static Http1Vector Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var row = document.RootElement;
        string expect = row.GetProperty("expect").GetString()!;
        return new Http1Vector(
            row.GetProperty("id").GetString()!, row.GetProperty("kind").GetString() == "request", row.GetProperty("input").GetString()!,
            row.GetProperty("reason").GetString() ?? "", expect == "accept", expect == "incomplete", row.GetProperty("completes").GetInt32());
    }
}
