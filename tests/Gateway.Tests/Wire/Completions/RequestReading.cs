using System.Text;
using Gateway.Wire.Completions;

namespace Gateway.Tests.Wire.Completions;

/// <summary>Runs a request scanner over pieces and writes down all that can be seen of it.</summary>
internal static class RequestReading
{
    public static RequestScanner Scan(CompletionRoute route, ReadOnlySpan<byte> body, bool deep = false, params ReadOnlySpan<int> cuts)
    {
        RequestScanner scanner = new();
        Run(scanner, route, body, deep, cuts);
        return scanner;
    }

    public static RequestScanner Scan(CompletionRoute route, string body, bool deep = false) => Scan(route, Encoding.UTF8.GetBytes(body), deep);

    public static void Run(RequestScanner scanner, CompletionRoute route, ReadOnlySpan<byte> body, bool deep, params ReadOnlySpan<int> cuts)
    {
        scanner.Begin(route, RequestContent.Json, default, deep);
        int at = 0;
        foreach (int cut in cuts)
        {
            int length = Math.Min(cut, body.Length - at);
            scanner.Feed(body.Slice(at, length));
            at += length;
        }

        scanner.Feed(body[at..]);
        scanner.End();
    }

    public static string Describe(RequestScanner scanner)
    {
        BodyEdit[] edits = new BodyEdit[RequestScanner.MaxEdits];
        int count = scanner.PlanEdits(scanner.Model.IndexOf((byte)'/') + 1, addIncludeUsage: true, edits);
        return $"{scanner.Fault} {scanner.HasModel} '{Encoding.UTF8.GetString(scanner.Model)}' {scanner.Stream} {scanner.AsksForUsage} {scanner.Background} "
            + $"{scanner.IsMalformed} '{Encoding.UTF8.GetString(scanner.ServiceTier)}' {scanner.Shape} "
            + string.Join(' ', edits.Take(count).Select(edit => $"{edit.Offset}-{edit.Remove}+{Encoding.UTF8.GetString(edit.Insert.Span)}"));
    }

    public static byte[] Apply(RequestScanner scanner, byte[] body, int prefix, bool usage)
    {
        BodyEdit[] edits = new BodyEdit[RequestScanner.MaxEdits];
        int count = scanner.PlanEdits(prefix, usage, edits);
        List<byte> edited = [];
        int at = 0;
        foreach (BodyEdit edit in edits.Take(count))
        {
            edited.AddRange(body.AsSpan(at, (int)edit.Offset - at));
            edited.AddRange(edit.Insert.Span);
            at = (int)edit.Offset + edit.Remove;
        }

        edited.AddRange(body.AsSpan(at));
        return [.. edited];
    }
}
