using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Gateway.Tests.Wire.Json;
using Gateway.Wire.Completions;
using Xunit;
using Route = Gateway.Wire.Completions.CompletionRoute;

namespace Gateway.Tests.Wire.Completions;

public sealed class RequestEditTests
{
    [Theory]
    [InlineData("""{"stream":true}""", """{"stream":true,"stream_options":{"include_usage":true}}""")]
    [InlineData("""{ "stream" : true }""", """{ "stream" : true,"stream_options":{"include_usage":true} }""")]
    [InlineData("""{"stream":true,"a":1}""", """{"stream":true,"stream_options":{"include_usage":true},"a":1}""")]
    [InlineData("""{"stream":true,"stream_options":null}""", """{"stream":true,"stream_options":{"include_usage":true}}""")]
    [InlineData("""{"stream_options": {} ,"stream":true}""", """{"stream_options": {"include_usage":true} ,"stream":true}""")]
    [InlineData("""{"stream_options":{ },"stream":true}""", """{"stream_options":{"include_usage":true },"stream":true}""")]
    [InlineData("""{"stream_options":{"a":1},"stream":true}""", """{"stream_options":{"include_usage":true,"a":1},"stream":true}""")]
    [InlineData("""{"stream_options":{"include_usage":false},"stream":true}""", """{"stream_options":{"include_usage":true},"stream":true}""")]
    [InlineData("""{"stream_options":{"a":[],"include\u005fusage" : null},"stream":true}""", """{"stream_options":{"a":[],"include\u005fusage" : true},"stream":true}""")]
    [InlineData("""{"stream_options":{"include_usage":true},"stream_options":{},"stream":true}""", """{"stream_options":{"include_usage":true},"stream_options":{"include_usage":true},"stream":true}""")]
    [InlineData("""{"stream_options":{"include_usage":true,"include_usage":false},"stream":true}""", """{"stream_options":{"include_usage":true,"include_usage":true},"stream":true}""")]
    [InlineData("""{"x":{"stream_options":{"include_usage":true}},"stream":true}""", """{"x":{"stream_options":{"include_usage":true}},"stream":true,"stream_options":{"include_usage":true}}""")]
    [InlineData("""{"stream":false,"stream":true}""", """{"stream":false,"stream":true,"stream_options":{"include_usage":true}}""")]
    public void Usage_is_asked_for_where_it_is_not(string body, string expected)
    {
        RequestScanner scanner = RequestReading.Scan(Route.ChatCompletions, body);
        Assert.True(scanner.CanAddUsage);
        Assert.False(scanner.AsksForUsage);
        Assert.Equal(expected, Edited(scanner, body, usage: true));
        Assert.Equal(body, Edited(scanner, body, usage: false));
    }

    [Theory]
    [InlineData("""{"stream":false}""")]
    [InlineData("""{}""")]
    [InlineData("""{"stream":true,"stream_options":{"include_usage":true}}""")]
    [InlineData("""{"stream":true,"stream_options":{"include_usage":1}}""")]
    [InlineData("""{"stream":true,"stream_options":{"include_usage":"false"}}""")]
    [InlineData("""{"stream":true,"stream_options":"x"}""")]
    [InlineData("""{"stream":true,"stream_options":[]}""")]
    [InlineData("""{"stream":true,"stream_options":false}""")]
    [InlineData("""{"stream":true,"stream_options":nul}""")]
    [InlineData("""{"stream":true,"a":]""")]
    [InlineData("""{"stream":true""")]
    public void A_body_is_left_alone_where_usage_cannot_be_added_legally(string body)
    {
        RequestScanner scanner = RequestReading.Scan(Route.ChatCompletions, body);
        Assert.False(scanner.CanAddUsage);
        Assert.Equal(body, Edited(scanner, body, usage: true));
    }

    [Theory]
    [InlineData(Route.Responses)]
    [InlineData(Route.Messages)]
    [InlineData(Route.GenerateContent)]
    [InlineData(Route.Embeddings)]
    [InlineData(Route.None)]
    public void Usage_is_asked_for_only_where_the_dialect_knows_it(Route route)
    {
        RequestScanner scanner = RequestReading.Scan(route, """{"stream":true}""");
        Assert.True(scanner.Stream || route == Route.None);
        Assert.False(scanner.CanAddUsage);
        Assert.Equal(0, scanner.PlanEdits(0, true, new BodyEdit[RequestScanner.MaxEdits]));
    }

    [Fact]
    public void What_may_yet_come_is_not_added()
    {
        RequestScanner scanner = new();
        scanner.Begin(Route.ChatCompletions, RequestContent.Json, default);
        scanner.Feed("{\"model\":\"m\",\"stream\":true,\"messages\":["u8);
        Assert.False(scanner.CanAddUsage);
        scanner.Feed("],\"stream_options\":{"u8);
        Assert.False(scanner.CanAddUsage);
        scanner.Feed("},\"x\":"u8);
        Assert.True(scanner.CanAddUsage);
    }

    [Theory]
    [InlineData("""{"model":"p/m"}""", 2, """{"model":"m"}""")]
    [InlineData("""{"model":"p\/m"}""", 2, """{"model":"m"}""")]
    [InlineData("""{"model": "\u0070\u002Fm"}""", 2, """{"model": "m"}""")]
    [InlineData("""{"model":"é/m"}""", 3, """{"model":"m"}""")]
    [InlineData("""{"model":"\u00e9/m"}""", 3, """{"model":"m"}""")]
    [InlineData("""{"model":"\ud83d\ude00/m"}""", 5, """{"model":"m"}""")]
    [InlineData("""{"model":"p/q/r"}""", 2, """{"model":"q/r"}""")]
    [InlineData("""{"model":"p/m","stream":true}""", 2, """{"model":"m","stream":true,"stream_options":{"include_usage":true}}""")]
    [InlineData("""{"stream":true,"model":"p/m"}""", 2, """{"stream":true,"stream_options":{"include_usage":true},"model":"m"}""")]
    [InlineData("""{"model":null}""", 2, """{"model":null}""")]
    public void The_prefix_is_taken_off_in_place(string body, int prefix, string expected)
    {
        RequestScanner scanner = RequestReading.Scan(Route.ChatCompletions, body);
        Assert.Equal(expected, Encoding.UTF8.GetString(RequestReading.Apply(scanner, Encoding.UTF8.GetBytes(body), prefix, usage: true)));
    }

    [Fact]
    public void Any_request_stays_json_and_changes_only_where_it_should() =>
        Gen.Select(Documents, JsonTexts.Cuts).Sample(
            (body, cuts) =>
            {
                byte[] bytes = Encoding.UTF8.GetBytes(body);
                RequestScanner scanner = new();
                RequestReading.Run(scanner, Route.ChatCompletions, bytes, deep: true, cuts);
                Assert.False(scanner.IsMalformed);
                string model = Encoding.UTF8.GetString(scanner.Model);
                int prefix = scanner.Model.IndexOf((byte)'/') + 1;
                bool adds = scanner.CanAddUsage;
                byte[] edited = RequestReading.Apply(scanner, bytes, prefix, usage: true);

                JsonObject expected = Members(bytes);
                if (expected["model"] is JsonValue value && value.TryGetValue(out string? name) && scanner.Fault == RequestFault.None)
                {
                    Assert.Equal(name, model);
                    expected["model"] = model[(model.IndexOf('/', StringComparison.Ordinal) + 1)..];
                }

                bool streams = expected["stream"]?.GetValueKind() == JsonValueKind.True;
                Assert.Equal(streams, scanner.Stream);
                JsonNode? options = expected["stream_options"];
                JsonValueKind include = options is JsonObject o && o.TryGetPropertyValue("include_usage", out JsonNode? node) ? node?.GetValueKind() ?? JsonValueKind.Null : JsonValueKind.Undefined;
                bool legal = streams && (options is null or JsonObject) && include is JsonValueKind.Undefined or JsonValueKind.False or JsonValueKind.Null;
                Assert.Equal(streams && legal, adds);
                if (adds)
                {
                    options ??= new JsonObject();
                    options["include_usage"] = true;
                    expected["stream_options"] = options.DeepClone();
                }

                Assert.True(JsonNode.DeepEquals(expected, Members(edited)), Encoding.UTF8.GetString(edited));
            },
            iter: 3000);

    private static Gen<string> Documents { get; } =
        Gen.Select(
                Gen.OneOf("\"model\":\"p/m\"", "\"mod\\u0065l\" :\"\\u0070\\/q/x\"", "\"model\":null", "\"model\":\"é\\n\"", "\"a\":1"),
                Gen.OneOf("\"stream\":true", "\"stream\" : true ", "\"stream\":false", "\"str\\u0065am\":true"),
                Gen.OneOf(
                    "\"b\":[]", "\"stream_options\":null", "\"stream_options\":{ }", "\"stream_options\":{\"include_usage\":false}",
                    "\"stream_options\" :{\"a\":{\"include_usage\":true}}", "\"stream_options\":{\"x\":\"}\",\"include_usage\": true}", "\"stream_options\":[]"),
                JsonTexts.Object(2).Array[0, 2])
            .SelectMany(
                (model, stream, options, extra) => Gen.Shuffle((string[])[model, stream, options, .. extra.Select((value, i) => $"\"x{i}\":{value}")])
                    .Select(members => "{" + string.Join(" ,\n", members) + "}"));

    /// <summary>The members as the last of each name counts; JsonNode itself refuses duplicates.</summary>
    private static JsonObject Members(byte[] json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return (JsonObject)Last(document.RootElement)!;
    }

    private static JsonNode? Last(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                JsonObject made = [];
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    made[property.Name] = Last(property.Value);
                }

                return made;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(Last)]);
            default:
                return JsonNode.Parse(element.GetRawText());
        }
    }

    private static string Edited(RequestScanner scanner, string body, bool usage) =>
        Encoding.UTF8.GetString(RequestReading.Apply(scanner, Encoding.UTF8.GetBytes(body), 0, usage));
}
