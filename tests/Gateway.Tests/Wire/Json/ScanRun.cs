using System.Text;
using Gateway.Wire.Json;

namespace Gateway.Tests.Wire.Json;

/// <summary>Runs a scanner over pieces and writes down all that can be seen of it, so that runs over other pieces can be compared.</summary>
internal static class ScanRun
{
    public static string Of(JsonMemberSet set, ReadOnlySpan<byte> document, params ReadOnlySpan<int> cuts)
    {
        JsonMemberScanner scanner = new(set);
        return Of(scanner, set, document, cuts);
    }

    public static string Of(JsonMemberScanner scanner, JsonMemberSet set, ReadOnlySpan<byte> document, params ReadOnlySpan<int> cuts)
    {
        StringBuilder seen = new();
        scanner.Reset(set);
        int at = 0;
        foreach (int cut in cuts)
        {
            int length = Math.Min(cut, document.Length - at);
            Feed(scanner, set, document.Slice(at, length), seen);
            at += length;
        }

        Feed(scanner, set, document[at..], seen);
        scanner.Finish();
        Describe(scanner, set, seen.Append(scanner.State).Append(scanner.HasTrailingBytes ? " trailing" : ""));
        return seen.ToString();
    }

    private static void Feed(JsonMemberScanner scanner, JsonMemberSet set, ReadOnlySpan<byte> bytes, StringBuilder seen)
    {
        while (!bytes.IsEmpty)
        {
            JsonScanState state = scanner.Feed(bytes, out int consumed);
            bytes = bytes[consumed..];
            if (state == JsonScanState.Value)
            {
                seen.Append("stop at ").Append(scanner.Position).Append(' ').Append(set[scanner.Stopped].Path).Append(": ")
                    .Append(Encoding.UTF8.GetString(scanner.Captured(scanner.Stopped))).Append('\n');
            }
        }
    }

    private static void Describe(JsonMemberScanner scanner, JsonMemberSet set, StringBuilder seen)
    {
        for (int member = 0; member < set.Count; member++)
        {
            ref readonly JsonValue value = ref scanner[member];
            if (value.Count > 0 || value.HasCaseVariant)
            {
                seen.Append('\n').Append(set[member].Path).Append(' ').Append(value.Count).Append(' ').Append(value.Kind).Append(' ')
                    .Append(value.Start).Append("..").Append(value.End).Append(value.IsEmpty ? " empty" : "").Append(value.IsTruncated ? " truncated" : "")
                    .Append(value.HasCaseVariant ? " variant " : " ").Append(Encoding.UTF8.GetString(scanner.Captured(member)));
            }
        }
    }
}
