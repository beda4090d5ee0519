using System.Globalization;
using System.Text;
using Gateway.Wire.Completions;

namespace Gateway.Fuzz.Targets;

/// <summary>Bodies of requests; the first byte chooses the route, the layout and the depth.</summary>
internal static class RequestBodyTarget
{
    private const int Routes = 8;

    public static IReadOnlyList<byte[]> Seeds { get; } =
    [
        FuzzTarget.Seed(1, """{"model":"openai/gpt-4o","stream":true,"max_tokens":5,"n":2,"messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]}]}"""),
        FuzzTarget.Seed(1 + 16, """{"messages":[{"role":"user","content":"hi"}],"stream_options":{"include_usage":false},"stream":true,"tools":[{"type":"function","function":{"name":"f"}}],"model":"x"}"""),
        FuzzTarget.Seed(3 + 16, """{"model":"o","input":"hi","background":true,"previous_response_id":"r","service_tier":"flex","max_output_tokens":9}"""),
        FuzzTarget.Seed(5 + 16, """{"model":"claude","max_tokens":10,"system":"s","messages":[{"role":"user","content":[{"type":"image","source":{"type":"url","url":"http://a"}}]}]}"""),
        FuzzTarget.Seed(7 + 16, """{"contents":[{"parts":[{"text":"x"},{"inlineData":{"mimeType":"image/png","data":"AA"}}]}],"generationConfig":{"maxOutputTokens":7,"candidateCount":2}}"""),
        FuzzTarget.Seed(32, "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nwhisper-1\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nRIFF\r\n--b--\r\n"),
    ];

    public static void Run(byte[] input)
    {
        if (input.Length > 0)
            Pieces.MustAgree(Read(input, [input.Length - 1]), Read(input, Pieces.Ends(input[1..])));
    }

    private static string Read(byte[] input, IEnumerable<int> ends)
    {
        int variant = input[0];
        var body = input.AsSpan(1);
        var scanner = new RequestScanner();
        scanner.Begin((CompletionRoute)(variant % Routes), (variant & 32) != 0 ? RequestContent.Multipart : RequestContent.Json, "b"u8, deep: (variant & 16) != 0);
        int at = 0;
        foreach (int end in ends)
        {
            scanner.Feed(body[at..end]);
            at = end;
        }

        scanner.End();
        Span<BodyEdit> edits = new BodyEdit[RequestScanner.MaxEdits];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{scanner.Fault} {scanner.IsMalformed} {scanner.Stream} {scanner.AsksForUsage} {scanner.Background} {scanner.CanAddUsage} {scanner.Shape}");
        text.Append(Convert.ToHexString(scanner.Model)).Append(' ').Append(Convert.ToHexString(scanner.ServiceTier));
        int slash = scanner.Model.IndexOf((byte)'/') + 1;
        int count = scanner.PlanEdits(slash, scanner.CanAddUsage, edits);
        long last = 0;
        foreach (var edit in edits[..count])
        {
            if (edit.Offset < last || edit.Remove < 0 || edit.Offset + edit.Remove > body.Length)
                throw new InvalidOperationException($"{edit} lies outside of a body of {body.Length} bytes, or before {last}");
            last = edit.Offset + edit.Remove;
            text.Append(CultureInfo.InvariantCulture, $" {edit.Offset}-{edit.Remove}+{Convert.ToHexString(edit.Insert.Span)}");
        }

        return text.ToString();
    }
}
