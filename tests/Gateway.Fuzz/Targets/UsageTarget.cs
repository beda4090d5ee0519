using System.Globalization;
using System.Text;
using Gateway.Testing.Samples.Responses;
using Gateway.Wire.Completions;

namespace Gateway.Fuzz.Targets;

/// <summary>Bodies of responses; the first byte chooses the route, the layout and whether an event is hidden.</summary>
internal static class UsageTarget
{
    private const int Routes = 8;
    private const int Forms = 4;

    public static IReadOnlyList<byte[]> Seeds { get; } = [.. ResponseSamples.All.SelectMany(sample => new[] { Seed(sample, hides: false), Seed(sample, hides: true) })];

    public static void Run(byte[] input)
    {
        if (input.Length > 0)
            Pieces.MustAgree(Read(input, [input.Length - 1]), Read(input, Pieces.Ends(input[1..])));
    }

    private static byte[] Seed(ResponseSample sample, bool hides) => [(byte)((int)sample.Route + (Routes * ((int)sample.Form + (hides ? Forms : 0)))), .. sample.Body];

    private static string Read(byte[] input, IEnumerable<int> ends)
    {
        int variant = input[0];
        var body = input.AsSpan(1);
        var scanner = new UsageScanner();
        scanner.Begin((CompletionRoute)(variant % Routes), (ResponseForm)(variant / Routes % Forms), (variant & (Routes * Forms)) != 0);
        var text = new StringBuilder();
        int at = 0;
        foreach (int end in ends)
        {
            byte[] output = new byte[scanner.MaxOutput(end - at)];
            int written = scanner.Filter(body[at..end], output);
            text.Append(Convert.ToHexString(output, 0, written));
            at = end;
        }

        byte[] rest = new byte[scanner.MaxOutput(0)];
        text.Append(Convert.ToHexString(rest, 0, scanner.Flush(rest)));
        scanner.End();
        text.Append(CultureInfo.InvariantCulture, $"\n{scanner.HasUsage} {scanner.IsFinal} {scanner.SawEndMarker} {scanner.SawError} {scanner.ContentDeltas}");
        text.Append(CultureInfo.InvariantCulture, $" {scanner.Usage.InputTokens} {scanner.Usage.CachedInputTokens} {scanner.Usage.CacheWriteTokens} {scanner.Usage.OutputTokens} {scanner.Usage.ReasoningTokens}");
        return text.Append(Convert.ToHexString(scanner.Model)).ToString();
    }
}
