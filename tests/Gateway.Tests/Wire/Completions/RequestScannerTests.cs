using System.Text;
using Gateway.Wire.Completions;
using Xunit;
using static Gateway.Wire.Completions.RequestFault;
using Route = Gateway.Wire.Completions.CompletionRoute;

namespace Gateway.Tests.Wire.Completions;

public sealed class RequestScannerTests
{
    [Theory]
    [InlineData("""{"model":"m"}""", None, "m")]
    [InlineData("""{"a":[{"model":"x"}],"model":"m"}""", None, "m")]
    [InlineData("""{"mod\u0065l":"\u006d\ud83d\ude00"}""", None, "m😀")]
    [InlineData("""{"messages":[]}""", None, "")]
    [InlineData("""{"model":null}""", None, "")]
    [InlineData("""{"model":""}""", None, "")]
    [InlineData("", None, "")]
    [InlineData(" \n", None, "")]
    [InlineData("""{"model":"m","model":"m"}""", DuplicateModel, "m")]
    [InlineData("""{"model":null,"model":"m"}""", DuplicateModel, "")]
    [InlineData("""{"model":"m","mod\u0065l":"n"}""", DuplicateModel, "m")]
    [InlineData("""{"model":"m","Model":"n"}""", AmbiguousModel, "m")]
    [InlineData("""{"MODEL":"n"}""", AmbiguousModel, "")]
    [InlineData("""{"\u004dodel":"n"}""", AmbiguousModel, "")]
    [InlineData("""{"model":7}""", ModelNotAString, "")]
    [InlineData("""{"model":true}""", ModelNotAString, "")]
    [InlineData("""{"model":["m"]}""", ModelNotAString, "")]
    [InlineData("""{"model":{"model":"m"}}""", ModelNotAString, "")]
    [InlineData("""{"model":"a\nb"}""", ModelMalformed, "")]
    [InlineData("""{"model":"a\u0000"}""", ModelMalformed, "")]
    [InlineData("""{"model":"\ud800"}""", ModelMalformed, "")]
    [InlineData("""{"model":"\udc00\ud800"}""", ModelMalformed, "")]
    [InlineData("""{"model":"\ud800\u0041"}""", ModelMalformed, "")]
    [InlineData("""{"model":"\x41"}""", ModelMalformed, "")]
    [InlineData("""{"model":"\u12"}""", ModelMalformed, "")]
    [InlineData("[]", NotJson, "")]
    [InlineData("\"model\"", NotJson, "")]
    [InlineData("model=m", NotJson, "")]
    [InlineData("{'model':'m'}", NotJson, "")]
    [InlineData("""{"messages":[1,2},"model":"m"}""", NotJson, "")]
    [InlineData("""{"model":"m""", NotJson, "")]
    [InlineData("""{"model":"m" oops""", None, "m")]
    [InlineData("""{"model":"m","messages":[""", None, "m")]
    public void The_model_is_found_or_the_fault_is_named(string body, RequestFault fault, string model)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            RequestScanner scanner = RequestReading.Scan(Route.ChatCompletions, bytes, deep: false, cut);
            Assert.Equal(fault, scanner.Fault);
            Assert.Equal(model, Encoding.UTF8.GetString(scanner.Model));
            Assert.Equal(model.Length > 0, scanner.HasModel);
        }
    }

    [Fact]
    public void A_model_that_is_no_utf8_is_malformed() =>
        Assert.Equal(ModelMalformed, RequestReading.Scan(Route.ChatCompletions, (byte[])[.. "{\"model\":\""u8, 0xC3, 0x28, .. "\"}"u8]).Fault);

    [Theory]
    [InlineData("x", 256, None)]
    [InlineData("x", 257, ModelTooLong)]
    [InlineData("\\u0078", 256, None)]
    [InlineData("\\u0078", 257, ModelTooLong)]
    [InlineData("x", 100_000, ModelTooLong)]
    [InlineData("\\ud83d\\ude00", 64, None)]
    [InlineData("\\ud83d\\ude00", 65, ModelTooLong)]
    public void A_model_may_be_256_bytes_long_however_it_is_written(string unit, int times, RequestFault fault)
    {
        RequestScanner scanner = RequestReading.Scan(Route.ChatCompletions, "{\"model\":\"" + string.Concat(Enumerable.Repeat(unit, times)) + "\"}");
        Assert.Equal(fault, scanner.Fault);
        Assert.Equal(fault == None, scanner.HasModel);
    }

    [Fact]
    public void In_geminis_dialect_the_body_need_not_tell_the_model()
    {
        foreach (string body in (string[])["{}", "{", "{\"model\":5,\"model\":6,\"Model\":7}"])
        {
            RequestScanner scanner = RequestReading.Scan(Route.GenerateContent, body);
            Assert.Equal(None, scanner.Fault);
            Assert.False(scanner.HasModel);
        }
    }

    [Fact]
    public void The_model_is_known_as_soon_as_it_has_gone_by()
    {
        RequestScanner scanner = new();
        scanner.Begin(Route.ChatCompletions, RequestContent.Json, default);
        scanner.Feed("{\"model\":\"m"u8);
        Assert.False(scanner.HasModel);
        scanner.Feed("\""u8);
        Assert.True(scanner.HasModel);
        Assert.Equal(-1, scanner.Shape.OutputCap);
        Assert.Equal(UnboundedReasons.NotExamined, scanner.Shape.Unbounded);
    }

    [Theory]
    [InlineData(Route.ChatCompletions, """{"max_tokens":5}""", 5)]
    [InlineData(Route.ChatCompletions, """{"max_completion_tokens":5}""", 5)]
    [InlineData(Route.ChatCompletions, """{"max_tokens":5,"max_completion_tokens":7}""", 7)]
    [InlineData(Route.ChatCompletions, """{"max_tokens":5,"n_predict":7000}""", 7000)]
    [InlineData(Route.ChatCompletions, """{"max_tokens":null,"max_completion_tokens":7}""", 7)]
    [InlineData(Route.ChatCompletions, """{"max_tokens":5,"max_tokens":4}""", -1)]
    [InlineData(Route.ChatCompletions, """{"max_tokens":-1}""", -1)]
    [InlineData(Route.ChatCompletions, """{"max_tokens":"5"}""", -1)]
    [InlineData(Route.ChatCompletions, """{"max_tokens":5.0}""", 5)]
    [InlineData(Route.ChatCompletions, """{"max_tokens":4.1}""", 5)]
    [InlineData(Route.ChatCompletions, """{"max_tokens":1e2}""", 100)]
    [InlineData(Route.ChatCompletions, """{"max_tokens":0}""", 0)]
    [InlineData(Route.ChatCompletions, """{"max_tokens":05}""", -1)]
    [InlineData(Route.ChatCompletions, """{"max_tokens":99999999999999999999}""", -1)]
    [InlineData(Route.ChatCompletions, """{"max_tokens":1e999}""", -1)]
    [InlineData(Route.ChatCompletions, """{"max_tokens":0000000000000000000000000000000000005}""", -1)]
    [InlineData(Route.ChatCompletions, """{"max_tokens":NaN}""", -1)]
    [InlineData(Route.ChatCompletions, """{"max_output_tokens":5}""", -1)]
    [InlineData(Route.ChatCompletions, """{"a":{"max_tokens":5}}""", -1)]
    [InlineData(Route.Responses, """{"max_output_tokens":5,"max_tokens":9}""", 5)]
    [InlineData(Route.Messages, """{"max_tokens":5}""", 5)]
    [InlineData(Route.GenerateContent, """{"generationConfig":{"maxOutputTokens":5}}""", 5)]
    [InlineData(Route.GenerateContent, """{"generation_config":{"maxOutputTokens":5},"generationConfig":{"max_output_tokens":6}}""", 6)]
    [InlineData(Route.GenerateContent, """{"maxOutputTokens":5}""", -1)]
    [InlineData(Route.Embeddings, """{"max_tokens":5}""", 0)]
    public void The_cap_is_the_largest_that_any_reader_may_see(CompletionRoute route, string body, long cap) =>
        Assert.Equal(cap, RequestReading.Scan(route, body).Shape.OutputCap);

    [Theory]
    [InlineData(Route.ChatCompletions, """{"n":3}""", 3)]
    [InlineData(Route.ChatCompletions, """{"n":0}""", 1)]
    [InlineData(Route.ChatCompletions, """{"n":null}""", 1)]
    [InlineData(Route.ChatCompletions, """{"n":99999999999}""", int.MaxValue)]
    [InlineData(Route.Completions, """{"n":3,"best_of":5,"prompt":"x"}""", 5)]
    [InlineData(Route.Completions, """{"n":3,"prompt":["x","y"]}""", 6)]
    [InlineData(Route.Completions, """{"n":3,"prompt":[[1,2],[3],[4]]}""", 9)]
    [InlineData(Route.Completions, """{"n":3,"prompt":[1,2,3]}""", 3)]
    [InlineData(Route.Completions, """{"n":2000000000,"prompt":["x","y"]}""", int.MaxValue)]
    [InlineData(Route.GenerateContent, """{"generationConfig":{"candidateCount":4}}""", 4)]
    [InlineData(Route.GenerateContent, """{"generation_config":{"candidate_count":4}}""", 4)]
    [InlineData(Route.Messages, """{"n":4}""", 1)]
    public void Choices_are_counted(CompletionRoute route, string body, int choices) =>
        Assert.Equal(choices, RequestReading.Scan(route, body).Shape.Choices);

    [Theory]
    [InlineData("""{"stream":true}""", true)]
    [InlineData("""{"stream":false,"stream":true}""", true)]
    [InlineData("""{"stream":true,"stream":false}""", false)]
    [InlineData("""{"stream":"true"}""", false)]
    [InlineData("""{"stream":1}""", false)]
    [InlineData("""{"stream":tru}""", false)]
    [InlineData("""{"stream":truex}""", false)]
    [InlineData("""{"stream":null}""", false)]
    [InlineData("""{"stream":true""", false)]
    [InlineData("""{"a":{"stream":true}}""", false)]
    public void Stream_is_true_or_it_is_not(string body, bool stream) => Assert.Equal(stream, RequestReading.Scan(Route.ChatCompletions, body).Stream);

    [Theory]
    [InlineData("""{"background":true}""", true)]
    [InlineData("""{"background":false}""", false)]
    [InlineData("""{"background":null}""", false)]
    [InlineData("""{"background":"true"}""", true)]
    [InlineData("""{"background":1}""", true)]
    public void Background_is_anything_that_a_lenient_reader_may_take_for_yes(string body, bool background) =>
        Assert.Equal(background, RequestReading.Scan(Route.Responses, body).Background);

    [Fact]
    public void Nothing_is_left_of_the_request_before()
    {
        RequestScanner scanner = new();
        RequestReading.Run(scanner, Route.ChatCompletions, """{"model":"a","Model":"b","stream":true,"max_tokens":5,"n":4,"service_tier":"flex","background":true,"tools":[{}],"x":]"""u8, deep: true);
        RequestReading.Run(scanner, Route.ChatCompletions, "{}"u8, deep: true);
        Assert.Equal(RequestReading.Describe(RequestReading.Scan(Route.ChatCompletions, "{}", deep: true)), RequestReading.Describe(scanner));
        Assert.True(scanner.Shape.IsBounded);
        scanner.Begin(Route.None, RequestContent.Other, default);
        scanner.Feed("{\"model\":\"m\"}"u8);
        scanner.End();
        Assert.False(scanner.HasModel);
        Assert.Equal(None, scanner.Fault);
        Assert.Equal(13, scanner.Shape.BodyBytes);
    }
}
