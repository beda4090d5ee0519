using System.Text.Json;
using Gateway.Wire.Completions;

namespace Gateway.Testing.Fuzzing;

/// <summary>
/// Feeds any bytes to the request scanner and throws if it contradicts itself over another split, or System.Text.Json over what the body is.
/// The first byte chooses route and depth, the second the split; the rest is the body.
/// </summary>
public static class RequestFuzzTarget
{
    private static readonly JsonDocumentOptions AsDeepAsWe = new() { MaxDepth = 512 };

    /// <summary>Runs once; safe to call from any thread.</summary>
    public static void Run(ReadOnlySpan<byte> input)
    {
        if (input.Length < 2)
        {
            return;
        }

        int routes = (int)CompletionRoute.StreamGenerateContent + 1;
        var route = (CompletionRoute)(input[0] % routes);
        bool deep = input[0] / routes % 2 == 1;
        ReadOnlySpan<byte> body = input[2..];
        RunForm(body, input[1]);

        RequestScanner whole = Scan(route, RequestContent.Json, body, deep, body.Length);
        RequestScanner split = Scan(route, RequestContent.Json, body, deep, 1 + (input[1] % 97));
        Check(Seen(whole) == Seen(split), "two splits of one body differ");
        CheckAgainstParser(whole, body, whole.Fault == RequestFault.None);
    }

    private static void RunForm(ReadOnlySpan<byte> body, byte cut)
    {
        RequestScanner whole = Scan(CompletionRoute.None, RequestContent.Multipart, body, deep: false, body.Length);
        RequestScanner split = Scan(CompletionRoute.None, RequestContent.Multipart, body, deep: false, 1 + (cut % 13));
        Check(Seen(whole) == Seen(split), "two splits of one form differ");
    }

    private static void CheckAgainstParser(RequestScanner scanner, ReadOnlySpan<byte> body, bool sound)
    {
        byte[] copy = body.ToArray();
        JsonDocument parsed;
        try
        {
            parsed = JsonDocument.Parse(copy, AsDeepAsWe);
        }
        catch (JsonException)
        {
            return;
        }

        using (parsed)
        {
            if (parsed.RootElement.ValueKind != JsonValueKind.Object)
            {
                return;
            }

            Check(!scanner.IsMalformed, "a body that a parser accepts is called malformed");
            if (sound && scanner.HasModel)
            {
                Check(parsed.RootElement.GetProperty("model").ValueEquals(scanner.Model), "another model than the parser's");
            }

            byte[] edited = Edited(scanner, copy);
            using var again = JsonDocument.Parse(edited, AsDeepAsWe);
        }
    }

    private static byte[] Edited(RequestScanner scanner, byte[] body)
    {
        var edits = new BodyEdit[RequestScanner.MaxEdits];
        int count = scanner.PlanEdits(scanner.Model.IndexOf((byte)'/') + 1, addIncludeUsage: true, edits);
        using var edited = new MemoryStream();
        int at = 0;
        foreach (BodyEdit edit in edits.AsSpan(0, count))
        {
            edited.Write(body, at, (int)edit.Offset - at);
            edited.Write(edit.Insert.Span);
            at = (int)edit.Offset + edit.Remove;
        }

        edited.Write(body, at, body.Length - at);
        return edited.ToArray();
    }

    private static RequestScanner Scan(CompletionRoute route, RequestContent content, ReadOnlySpan<byte> body, bool deep, int size)
    {
        var scanner = new RequestScanner();
        scanner.Begin(route, content, "b"u8, deep);
        while (!body.IsEmpty)
        {
            ReadOnlySpan<byte> part = body[..Math.Min(Math.Max(size, 1), body.Length)];
            scanner.Feed(part);
            body = body[part.Length..];
        }

        scanner.End();
        return scanner;
    }

    private static string Seen(RequestScanner scanner) =>
        $"{scanner.Fault} {Convert.ToHexString(scanner.Model)} {scanner.Stream} {scanner.AsksForUsage} {scanner.Background} {scanner.IsMalformed} "
        + $"{scanner.CanAddUsage} {Convert.ToHexString(scanner.ServiceTier)} {scanner.Shape}";

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Request scanner: {otherwise}.");
        }
    }
}
