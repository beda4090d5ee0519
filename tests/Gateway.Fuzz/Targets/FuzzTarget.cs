using System.Text;
using Gateway.Testing.Fuzzing;
using Gateway.Testing.Samples.Http1;
using Gateway.Testing.Samples.Requests;

namespace Gateway.Fuzz.Targets;

/// <summary>
/// A parser under fuzzing. It runs an input whole and again in pieces, and throws if the two differ, if anything points outside of the input, or
/// if anything throws at all.
/// </summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Run">Takes an input.</param>
/// <param name="Seeds">Where the fuzzer starts from.</param>
public sealed record FuzzTarget(string Name, Action<byte[]> Run, IReadOnlyList<byte[]> Seeds)
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("request-head", RequestHeadTarget.Run, [.. RequestSamples.All.Select(sample => sample.Bytes)]),
        new("response-head", ResponseHeadTarget.Run, [.. ResponseSamples.All.Select(sample => sample.Bytes)]),
        new("chunked", ChunkedTarget.Run, [.. ChunkedSamples.All.Select(sample => sample.Bytes)]),
        new("json", JsonTarget.Run, JsonTarget.Seeds),
        new("request-body", RequestBodyTarget.Run, RequestBodyTarget.Seeds),
        new("request-parser", input => RequestFuzzTarget.Run(input), [.. CompletionRequestSamples.All.Select(sample => Seed((byte)(8 + (int)sample.Route), "7" + sample.Body))]),
        new("usage", UsageTarget.Run, UsageTarget.Seeds),
    ];

    public static FuzzTarget Of(string name) =>
        All.FirstOrDefault(target => target.Name == name) ?? throw new ArgumentException($"no target {name}; there are {string.Join(", ", All.Select(target => target.Name))}");

    public override string ToString() => Name;

    /// <summary>Bytes of a text, after one that chooses the variant for targets that have several.</summary>
    internal static byte[] Seed(byte variant, string text) => [variant, .. Encoding.UTF8.GetBytes(text)];
}
