using System.Text;
using Gateway.Testing.Samples.Responses;
using Gateway.Wire.Completions;

namespace Gateway.Tests.Wire.Completions;

/// <summary>Everything that a scan of a body yields.</summary>
internal sealed record UsageScan(
    TokenUsage? Usage,
    bool IsFinal,
    bool SawEndMarker,
    bool SawError,
    long ContentDeltas,
    string Model,
    string ServiceTier,
    string Visible)
{
    public static UsageScan Of(ResponseSample sample, bool hides, params int[] splits) => Of(new UsageScanner(), sample, hides, splits);

    public static UsageScan Of(UsageScanner scanner, ResponseSample sample, bool hides, params int[] splits) =>
        Of(scanner, sample.Route, sample.Form, sample.Body, hides, splits);

    public static UsageScan OfText(string text, CompletionRoute route = CompletionRoute.ChatCompletions, ResponseForm form = ResponseForm.EventStream, bool hides = false) =>
        Of(new UsageScanner(), route, form, Encoding.UTF8.GetBytes(text), hides);

    /// <summary>Scans a body in the pieces that end at the given offsets.</summary>
    public static UsageScan Of(UsageScanner scanner, CompletionRoute route, ResponseForm form, ReadOnlySpan<byte> body, bool hides, params ReadOnlySpan<int> splits)
    {
        var visible = new MemoryStream();
        scanner.Begin(route, form, hides);
        var from = 0;
        foreach (var to in splits)
        {
            Feed(scanner, body[from..to], visible);
            from = to;
        }

        Feed(scanner, body[from..], visible);
        if (hides)
        {
            var rest = new byte[scanner.MaxOutput(0)];
            visible.Write(rest, 0, scanner.Flush(rest));
        }

        scanner.End();
        return new UsageScan(
            scanner.HasUsage ? scanner.Usage : null,
            scanner.IsFinal,
            scanner.SawEndMarker,
            scanner.SawError,
            scanner.ContentDeltas,
            Encoding.UTF8.GetString(scanner.Model),
            Encoding.UTF8.GetString(scanner.ServiceTier),
            Encoding.Latin1.GetString(visible.ToArray()));
    }

    private static void Feed(UsageScanner scanner, ReadOnlySpan<byte> piece, MemoryStream visible)
    {
        if (scanner.Hides)
        {
            var output = new byte[scanner.MaxOutput(piece.Length)];
            visible.Write(output, 0, scanner.Filter(piece, output));
        }
        else
        {
            scanner.Feed(piece);
            visible.Write(piece);
        }
    }
}
