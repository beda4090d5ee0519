using System.Globalization;
using System.Text;
using Gateway.Wire.Http1;

namespace Gateway.Tests.Wire.Http1;

/// <summary>Parses whole texts (Latin-1) and writes down everything a head says, so that two readings can be compared.</summary>
internal static class Heads
{
    public const int Limit = 32 * 1024;

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    public static string Text(ByteRange range, ReadOnlySpan<byte> buffer) => Encoding.Latin1.GetString(range.Of(buffer));

    public static RequestHead Request(string text, out byte[] buffer)
    {
        buffer = Bytes(text);
        var head = new RequestHead();
        head.Parse(buffer, Limit);
        return head;
    }

    public static ResponseHead Response(string text, HttpVerb verb, out byte[] buffer)
    {
        buffer = Bytes(text);
        var head = new ResponseHead();
        head.Parse(buffer, Limit, verb);
        return head;
    }

    public static string Snapshot(HeadStatus status, RequestHead head, ReadOnlySpan<byte> buffer)
    {
        var text = Begin(status, head);
        if (status == HeadStatus.Complete)
        {
            text.Append(CultureInfo.InvariantCulture, $" {head.Verb} {Text(head.VerbText, buffer)} {head.Target} {head.Path} {head.Query} {head.PathIsRoot} {head.IsAsteriskForm}");
            text.Append(CultureInfo.InvariantCulture, $" {head.Host} {head.ExpectContinue}");
            AddHeaders(text, head);
        }

        return text.ToString();
    }

    public static string Snapshot(HeadStatus status, ResponseHead head)
    {
        var text = Begin(status, head);
        if (status == HeadStatus.Complete)
        {
            text.Append(CultureInfo.InvariantCulture, $" {head.Status} {head.Reason} {head.IsInterim}");
            AddHeaders(text, head);
        }

        return text.ToString();
    }

    private static StringBuilder Begin(HeadStatus status, MessageHead head)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{status} {head.Fault}");
        if (status == HeadStatus.Complete)
            text.Append(CultureInfo.InvariantCulture, $" {head.Length} {head.Version} {head.KeepAlive} {head.Framing} {head.ContentLength}");
        return text;
    }

    private static void AddHeaders(StringBuilder text, MessageHead head)
    {
        for (int at = 0; at < head.HeaderCount; at++)
        {
            ref readonly var field = ref head.Header(at);
            text.Append(CultureInfo.InvariantCulture, $"\n{field.Line} {field.Name} {field.Value} {field.Known} {field.IsHopByHop}");
        }
    }
}
