using System.Text;
using System.Text.Json;
using CsCheck;
using Gateway.Wire.Json;
using Xunit;

namespace Gateway.Tests.Wire.Json;

public sealed class JsonMemberScannerTests
{
    private static readonly JsonMemberSet Set = new(
        new JsonMember("model", 64),
        new JsonMember("stream", 16),
        new JsonMember("stream_options", 64),
        new JsonMember("stream_options.include_usage", 16),
        new JsonMember("usage.model", 16),
        new JsonMember("usage.a[]", 16, Stops: true),
        new JsonMember("usage.a[].n", 16),
        new JsonMember("n", 8));

    [Theory]
    [InlineData("""{"model":"m"}""", "\"m\"")]
    [InlineData("""{"a":1,"model":"m"}""", "\"m\"")]
    [InlineData("""{"mod\u0065l":"m"}""", "\"m\"")]
    [InlineData("""{"\u006D\u006f\u0064\u0065\u006c":"m"}""", "\"m\"")]
    [InlineData("""{"model":"a","model":"b"}""", "\"b\"")]
    [InlineData("""{"model":null}""", "null")]
    [InlineData("""{"model":-12.5e3}""", "-12.5e3")]
    [InlineData("""{"model":{"model":[1]}}""", """{"model":[1]}""")]
    [InlineData("""{"a":"\"model\":\"x\"","model":"m"}""", "\"m\"")]
    [InlineData("""{"a":{"model":"x"},"model":"m"}""", "\"m\"")]
    [InlineData("""{"a":[{"model":"x"},"}]\\"],"model":"m"}""", "\"m\"")]
    [InlineData("""{"a\\":1,"model":"m\\"}""", "\"m\\\\\"")]
    [InlineData("{ \r\n\t\"model\" \n : \t\"m\" \n}\n", "\"m\"")]
    public void A_member_is_found_whatever_stands_around_it(string json, string expected)
    {
        byte[] document = Encoding.UTF8.GetBytes(json);
        JsonMemberScanner scanner = new(Set);
        Assert.Equal(JsonScanState.Complete, scanner.Feed(document, out _));
        Assert.Equal(expected, Encoding.UTF8.GetString(scanner.Captured(0)));
        Assert.Equal(expected, json[(int)scanner[0].Start..(int)scanner[0].End]);
    }

    [Theory]
    [InlineData("""{"modeL":"m"}""")]
    [InlineData("""{"model ":"m"}""")]
    [InlineData("""{"models":"m"}""")]
    [InlineData("""{"mode\\u006c":"m"}""")]
    [InlineData("""{"mode\u006":"m"}""")]
    [InlineData("""{"mode\l":"m"}""")]
    [InlineData("""{"model\u0000":"m"}""")]
    [InlineData("""{"":"model","a":"model"}""")]
    [InlineData("""{"a":{"model":"m"},"b":[{"model":"m"}]}""")]
    [InlineData("""{"mo\ud800del":"m"}""")]
    public void A_name_that_only_looks_like_the_member_is_not_taken_for_it(string json)
    {
        JsonMemberScanner scanner = new(Set);
        Assert.Equal(JsonScanState.Complete, scanner.Feed(Encoding.UTF8.GetBytes(json), out _));
        Assert.Equal(0, scanner[0].Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\"model\"")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("{")]
    [InlineData("{\"model\":\"m\"")]
    [InlineData("{\"model\":\"m\",}")]
    [InlineData("{\"model\" \"m\"}")]
    [InlineData("{model:\"m\"}")]
    [InlineData("{'model':'m'}")]
    [InlineData("{\"model\":'m'}")]
    [InlineData("{\"model\":\"m\" \"a\":1}")]
    [InlineData("{\"model\":}")]
    [InlineData("{\"a\":[1,2},\"model\":\"m\"}")]
    [InlineData("{\"a\":{\"b\":1],\"model\":\"m\"}")]
    [InlineData("{\"usage\":{\"a\":[}]}}")]
    [InlineData("{\"usage\":[}}")]
    [InlineData("{\"a\":[1 // \"\n],\"model\":\"m\"}")]
    [InlineData("{\"a\":[/* \" */1],\"model\":\"m\"}")]
    [InlineData("{\"a\":['\"'],\"model\":\"m\"}")]
    [InlineData("{\0\"model\":\"m\"}")]
    [InlineData("{\"a\":[\0],\"model\":\"m\"}")]
    [InlineData("{\"a\":\u00a01}")]
    [InlineData("{]")]
    [InlineData("{\"model\":\"m\"]")]
    public void What_is_not_json_is_malformed_over_every_split(string json)
    {
        byte[] document = Encoding.UTF8.GetBytes(json);
        for (int cut = 0; cut <= document.Length; cut++)
        {
            Assert.StartsWith("Malformed", ScanRun.Of(Set, document, cut), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"mod\u0065l":"a\"b\\","usage":{"a":[{"n":1},{"x":"}"},[],{"n":null}],"model":true},"stream_options":{"include_usage":false}} x""")]
    [InlineData("""{"a":[[[{"b":"\\\""}]],1.5,-2e5,true,false,null,nan,NaN],"model":nul,"stream":nullx,"n":falsetrue,"Model":1,"STREAM":tru}""")]
    [InlineData("""{"stream_options":{"include_usage":true,"include_usage":false},"stream_options":{ },"usage":{"a":{"n":5},"model":[ ]},"model":"0123456789012345678901234567890123456789012345678901234567890123456789"}""")]
    [InlineData("\uFEFF {\"model\":\"é€😀\",\"n\":[ [ ] ]}\r\n")]
    [InlineData("""{"usage":{"a":[{"n":[]},{"n":"x"}],"a":[1]}}""")]
    [InlineData("""{"usage":{"a":{"n":12},"a":{"n":13,"n":14}}}""")]
    public void Every_split_sees_the_same(string json)
    {
        byte[] document = Encoding.UTF8.GetBytes(json);
        string whole = ScanRun.Of(Set, document);
        Assert.StartsWith("Complete", whole.Split('\n').First(line => !line.StartsWith("stop", StringComparison.Ordinal)), StringComparison.Ordinal);
        int[] single = new int[document.Length];
        Array.Fill(single, 1);
        Assert.Equal(whole, ScanRun.Of(Set, document, single));
        for (int first = 0; first <= document.Length; first++)
        {
            for (int second = 0; second <= Math.Min(12, document.Length - first); second++)
            {
                Assert.Equal(whole, ScanRun.Of(Set, document, first, second));
            }
        }
    }

    [Fact]
    public void A_mark_that_is_cut_short_or_repeated_is_malformed()
    {
        foreach (byte[] document in (byte[][])[[0xEF, 0xBB, (byte)'{', (byte)'}'], [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}'], [(byte)' ', 0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}']])
        {
            Assert.StartsWith("Malformed", ScanRun.Of(Set, document), StringComparison.Ordinal);
            Assert.StartsWith("Malformed", ScanRun.Of(Set, document, 1, 1, 1), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Elements_of_an_array_as_document_stop_one_by_one_and_are_forgotten_one_by_one()
    {
        JsonMemberSet set = new(new JsonMember("[]", Stops: true), new JsonMember("[].usage.total", 16), new JsonMember("[].parts[].finish", 16));
        byte[] document = """[{"usage":{"total":1}}, {"parts":[{"finish":"STOP"}]} ,{"usage":{"total":3}}]"""u8.ToArray();
        for (int size = 1; size <= document.Length; size++)
        {
            JsonMemberScanner scanner = new(set);
            List<string> seen = [];
            for (int at = 0; at < document.Length;)
            {
                if (scanner.Feed(document.AsSpan(at, Math.Min(size, document.Length - at)), out int consumed) == JsonScanState.Value)
                {
                    seen.Add(Encoding.UTF8.GetString(scanner.Captured(1)) + Encoding.UTF8.GetString(scanner.Captured(2)));
                    scanner.Forget();
                }

                at += consumed;
            }

            Assert.Equal(JsonScanState.Complete, scanner.State);
            Assert.Equal(["1", "\"STOP\"", "3"], seen);
        }
    }

    [Fact]
    public void An_object_is_understood_where_an_array_of_objects_is_expected()
    {
        JsonMemberSet set = new(new JsonMember("[].usage", 16));
        Assert.EndsWith("[].usage 1 Number 9..10 7", ScanRun.Of(set, """{"usage":7}"""u8), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_have_no_path_go_to_the_star()
    {
        JsonMemberSet set = new(new JsonMember("tools[].type", 16), new JsonMember("tools[].*", 16, Stops: true));
        string seen = ScanRun.Of(set, """{"tools":[{"type":1,"other":2},{"ty\u0070e":3,"Type":4}]}"""u8);
        Assert.Contains("tools[].*: 2\n", seen, StringComparison.Ordinal);
        Assert.Contains("tools[].*: 4\n", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("tools[].*: 3\n", seen, StringComparison.Ordinal);
        Assert.Contains("tools[].type 1 Number 44..45 variant 3", seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(511, true)]
    [InlineData(512, false)]
    [InlineData(1_000_000, false)]
    public void Depth_is_bounded(int depth, bool complete)
    {
        foreach (char open in "[{")
        {
            StringBuilder json = new("{\"x\":");
            for (int i = 0; i < depth; i++)
            {
                json.Append(open == '[' ? "[" : "{\"model\":");
            }

            json.Append("\"y\"");
            json.Append(open == '[' ? ']' : '}', depth);
            json.Append(",\"model\":\"m\"}");
            JsonMemberScanner scanner = new(Set);
            scanner.Feed(Encoding.UTF8.GetBytes(json.ToString()), out _);
            Assert.Equal(complete ? JsonScanState.Complete : JsonScanState.Malformed, scanner.Finish());
            Assert.Equal(complete ? 1 : 0, scanner[0].Count);
        }
    }

    [Fact]
    public void Invalid_utf8_and_nul_inside_of_strings_are_somebody_elses_business()
    {
        byte[] document = [.. "{\"a\":\""u8, 0xFF, 0x00, 0xC0, 0x80, 0xED, 0xA0, 0x80, .. "\",\"\xFF\":1,\"model\":\"m\"}"u8];
        Assert.Contains("model 1 String", ScanRun.Of(Set, document), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_is_found_as_by_a_parser_of_the_whole_over_any_split() =>
        Gen.Select(JsonTexts.Object(3), JsonTexts.Cuts).Sample(
            (json, cuts) =>
            {
                byte[] document = Encoding.UTF8.GetBytes(json);
                JsonMemberScanner scanner = new(Set);
                string seen = ScanRun.Of(scanner, Set, document, cuts);
                Assert.Equal(ScanRun.Of(Set, document), seen);
                Assert.Equal(JsonScanState.Complete, scanner.State);

                using JsonDocument parsed = JsonDocument.Parse(document);
                CheckAgainst(parsed.RootElement, scanner, document, 0, "model");
                CheckAgainst(parsed.RootElement, scanner, document, 1, "stream");
                CheckAgainst(parsed.RootElement, scanner, document, 7, "n");
                JsonElement options = CheckAgainst(parsed.RootElement, scanner, document, 2, "stream_options");
                CheckAgainst(options, scanner, document, 3, "include_usage");
                JsonElement usage = parsed.RootElement.TryGetProperty("usage", out JsonElement found) ? found : default;
                CheckAgainst(usage, scanner, document, 4, "model");
            },
            iter: 4000);

    private static JsonElement CheckAgainst(JsonElement container, JsonMemberScanner scanner, byte[] document, int member, string name)
    {
        List<JsonElement> expected = container.ValueKind == JsonValueKind.Object
            ? [.. container.EnumerateObject().Where(property => property.NameEquals(name)).Select(property => property.Value)]
            : [];
        ref readonly JsonValue value = ref scanner[member];
        Assert.Equal(expected.Count, value.Count);
        if (expected.Count == 0)
        {
            return default;
        }

        JsonElement last = expected[^1];
        string raw = last.GetRawText();
        Assert.Equal(raw, Encoding.UTF8.GetString(document.AsSpan((int)value.Start..(int)value.End)));
        Assert.Equal(last.ValueKind.ToString(), value.Kind.ToString());
        int kept = Math.Min(Set[member].CaptureBytes, (int)(value.End - value.Start));
        Assert.Equal(value.End - value.Start > Set[member].CaptureBytes, value.IsTruncated);
        Assert.True(document.AsSpan((int)value.Start, kept).SequenceEqual(scanner.Captured(member)));
        if (value.Kind is JsonKind.Object or JsonKind.Array)
        {
            bool empty = value.Kind == JsonKind.Object ? !last.EnumerateObject().Any() : last.GetArrayLength() == 0;
            Assert.Equal(empty, value.IsEmpty);
        }

        return last;
    }
}
