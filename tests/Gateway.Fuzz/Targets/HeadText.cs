using System.Globalization;
using System.Text;
using Gateway.Wire.Http1;

namespace Gateway.Fuzz.Targets;

/// <summary>All that a head says, after a check that it points into the input.</summary>
internal static class HeadText
{
    public static string Of(HeadStatus status, MessageHead head, byte[] input, params ReadOnlySpan<ByteRange> parts)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{status} {head.Fault}");
        if (status != HeadStatus.Complete)
            return text.ToString();
        if (!input.AsSpan(0, head.Length).EndsWith("\r\n\r\n"u8))
            throw new InvalidOperationException($"the head of {head.Length} bytes does not end in an empty line");
        text.Append(CultureInfo.InvariantCulture, $" {head.Length} {head.Version} {head.KeepAlive} {head.Framing} {head.ContentLength}");
        foreach (var part in parts)
            Append(text, part, input, head.Length);
        for (int at = 0; at < head.HeaderCount; at++)
        {
            ref readonly var field = ref head.Header(at);
            Append(text, field.Line, input, head.Length);
            Append(text, field.Name, input, head.Length);
            Append(text, field.Value, input, head.Length);
            text.Append(CultureInfo.InvariantCulture, $" {field.Known} {field.IsHopByHop}");
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ByteRange part, byte[] input, int length)
    {
        if (part.Start < 0 || part.Length < 0 || part.End > length || part.Of(input).ContainsAny((byte)'\0', (byte)'\x7f'))
            throw new InvalidOperationException($"{part} is no part of a head of {length} bytes");
        text.Append(CultureInfo.InvariantCulture, $" {part.Start}+{part.Length}");
    }
}
