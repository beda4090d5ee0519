using System.Text;
using CsCheck;
using Gateway.Wire.Json;
using Xunit;

namespace Gateway.Tests.Wire.Json;

/// <summary>Skipping goes block by block where there is room and byte by byte where there is not: both must see the same.</summary>
public sealed class JsonSkippingTests
{
    private static readonly JsonMemberSet Set = new(new JsonMember("end", 8), new JsonMember("kept", 300));

    [Fact]
    public void Each_byte_is_legal_or_illegal_outside_of_strings_wherever_it_stands()
    {
        for (int value = 0; value < 256; value++)
        {
            bool legal = value < 0x80 && (char.IsAsciiLetterOrDigit((char)value) || " \t\r\n,:+-._".Contains((char)value, StringComparison.Ordinal));
            for (int at = 0; at < 130; at += 3)
            {
                byte[] filler = new byte[130];
                filler.AsSpan().Fill((byte)' ');
                filler[at] = (byte)value;
                byte[] document = [.. "{\"x\":["u8, .. filler, .. "],\"end\":1}"u8];
                if (value is '"')
                {
                    document[7 + at] = (byte)'"';
                }

                bool expected = legal || (value == '"' && at < 129);
                Assert.Equal(expected, ScanRun.Of(Set, document).StartsWith("Complete", StringComparison.Ordinal));
                Assert.Equal(expected, ScanRun.Of(Set, document, Singles(document.Length)).StartsWith("Complete", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Backslashes_quotes_and_brackets_at_the_seams_are_told_apart() =>
        Gen.Select(
                Gen.OneOf("\\\\", "\\\"", "{", "}", "]", "[", "x", "\\u0022", "yyyyyyyyyyyyyyyyyyyyyyyyy", "\\\\\\\\\\\\\\\\", ",", "é").Array[0, 40].Array[1, 6],
                Gen.Int[0, 70],
                JsonTexts.Cuts)
            .Sample(
                (strings, shift, cuts) =>
                {
                    string nested = string.Join(" ,", strings.Select((pieces, i) => i % 2 == 0 ? $"\"{string.Concat(pieces)}\"" : $"{{\"{string.Concat(pieces)}\":[[]]}}"));
                    string value = $"[{new string(' ', shift)}{nested}]";
                    byte[] document = Encoding.UTF8.GetBytes($"{{\"x\":{value},\"end\":1,\"kept\":{value}}}");
                    JsonMemberScanner scanner = new(Set);
                    string seen = ScanRun.Of(scanner, Set, document, cuts);
                    Assert.Equal(JsonScanState.Complete, scanner.State);
                    Assert.Equal(1, scanner[0].Count);
                    Assert.Equal(value, Encoding.UTF8.GetString(document.AsSpan((int)scanner[1].Start..(int)scanner[1].End)));
                    Assert.Equal(ScanRun.Of(Set, document, Singles(document.Length)), seen);
                },
                iter: 2000);

    [Fact]
    public void A_long_string_may_end_anywhere()
    {
        for (int length = 0; length < 700; length++)
        {
            foreach (string tail in (string[])["", "\\\\", "\\\"", "\\\\\\\""])
            {
                byte[] document = Encoding.UTF8.GetBytes($"{{\"x\":[\"{new string('a', length)}{tail}\",{{\"end\":2}}],\"end\":1}}");
                string whole = ScanRun.Of(Set, document);
                Assert.StartsWith("Complete\nend 1 Number", whole, StringComparison.Ordinal);
                Assert.Equal(whole, ScanRun.Of(Set, document, length / 2, 64));
            }
        }
    }

    private static int[] Singles(int length)
    {
        int[] cuts = new int[length];
        Array.Fill(cuts, 1);
        return cuts;
    }
}
