using System.Net;
using System.Text;
using System.Text.Json;
using CsCheck;
using Gateway.Server.Echo;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Gateway.Tests.Server.Echo;

public sealed class EchoProviderTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private EchoProvider _echo = null!;

    public async ValueTask InitializeAsync() => _echo = await EchoProvider.StartAsync(TimeProvider.System, NullLoggerFactory.Instance);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _echo.DisposeAsync();
    }

    [Fact]
    public async Task The_last_words_of_the_user_come_back_with_their_usage()
    {
        var reply = await PostAsync("chat/completions", """{"model":"echo-1","messages":[{"role":"user","content":"first"},{"role":"user","content":[{"type":"text","text":"12345678"}]},{"role":"assistant","content":"no"}]}""");

        var choice = reply.GetProperty("choices")[0];
        Assert.Equal("12345678", choice.GetProperty("message").GetProperty("content").GetString());
        Assert.Equal("stop", choice.GetProperty("finish_reason").GetString());
        // first: 2, 12345678: 2, no: 1.
        Assert.Equal((5, 2, 7), Usage(reply, "prompt_tokens", "completion_tokens"));
    }

    [Theory]
    [InlineData("max_tokens")]
    [InlineData("max_completion_tokens")]
    public async Task A_cap_cuts_the_answer_between_characters(string cap)
    {
        var reply = await PostAsync("chat/completions", $$"""{"model":"echo-1","messages":[{"role":"user","content":"ab€€€"}],"{{cap}}":2}""");

        Assert.Equal("ab€€", reply.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString());
        Assert.Equal("length", reply.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(2, reply.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
    }

    [Fact]
    public async Task Several_choices_are_all_charged()
    {
        var reply = await PostAsync("chat/completions", """{"model":"echo-1","n":3,"messages":[{"role":"user","content":"1234"}]}""");

        Assert.Equal(3, reply.GetProperty("choices").GetArrayLength());
        Assert.Equal((1, 3, 4), Usage(reply, "prompt_tokens", "completion_tokens"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_says_the_same_and_its_usage_only_if_asked(bool includeUsage)
    {
        var events = await EventsAsync("chat/completions", $$"""{"model":"echo-1","stream":true,"stream_options":{"include_usage":{{(includeUsage ? "true" : "false")}}},"messages":[{"role":"user","content":"one two three"}]}""");

        Assert.Equal("[DONE]", events[^1]);
        var chunks = events.SkipLast(1).Select(e => JsonDocument.Parse(e).RootElement).ToList();
        var choices = chunks.Where(c => c.GetProperty("choices").GetArrayLength() > 0).Select(c => c.GetProperty("choices")[0]).ToList();
        Assert.Equal("one two three", string.Concat(choices.Select(c => c.GetProperty("delta").TryGetProperty("content", out var text) ? text.GetString() : "")));
        Assert.Equal("stop", choices[^1].GetProperty("finish_reason").GetString());
        var last = chunks[^1];
        Assert.Equal(includeUsage, last.GetProperty("choices").GetArrayLength() == 0);
        if (includeUsage)
            Assert.Equal((4, 4, 8), Usage(last, "prompt_tokens", "completion_tokens"));
        Assert.Equal(includeUsage, chunks[0].TryGetProperty("usage", out _));
    }

    [Fact]
    public async Task Completions_and_responses_answer_too()
    {
        var completion = await PostAsync("completions", """{"model":"echo-1","prompt":"say it"}""");
        Assert.Equal("say it", completion.GetProperty("choices")[0].GetProperty("text").GetString());

        var response = await PostAsync("responses", """{"model":"echo-1","input":[{"role":"user","content":[{"type":"input_text","text":"say it"}]}],"max_output_tokens":1}""");
        Assert.Equal("incomplete", response.GetProperty("status").GetString());
        Assert.Equal("say ", response.GetProperty("output")[0].GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Equal((2, 1, 3), Usage(response, "input_tokens", "output_tokens"));
    }

    [Fact]
    public async Task A_streamed_response_ends_in_its_completed_event_with_usage()
    {
        var events = (await EventsAsync("responses", """{"model":"echo-1","stream":true,"input":"one two"}""")).Select(e => JsonDocument.Parse(e).RootElement).ToList();

        Assert.Equal(Enumerable.Range(0, events.Count), events.Select(e => e.GetProperty("sequence_number").GetInt32()));
        Assert.Equal("one two", string.Concat(events.Where(e => e.GetProperty("type").GetString() == "response.output_text.delta").Select(e => e.GetProperty("delta").GetString())));
        Assert.Equal("response.completed", events[^1].GetProperty("type").GetString());
        Assert.Equal((2, 2, 4), Usage(events[^1].GetProperty("response"), "input_tokens", "output_tokens"));
    }

    [Fact]
    public async Task An_embedding_is_the_same_unit_vector_for_the_same_text_as_numbers_and_as_base64()
    {
        var numbers = await PostAsync("embeddings", """{"model":"echo-1","input":["a","b","a"],"dimensions":40}""");
        var base64 = await PostAsync("embeddings", """{"model":"echo-1","input":"a","dimensions":40,"encoding_format":"base64"}""");

        var vectors = numbers.GetProperty("data").EnumerateArray().Select(d => d.GetProperty("embedding").EnumerateArray().Select(n => n.GetSingle()).ToArray()).ToList();
        Assert.Equal(40, vectors[0].Length);
        Assert.Equal(vectors[0], vectors[2]);
        Assert.NotEqual(vectors[0], vectors[1]);
        Assert.Equal(1, vectors[0].Sum(v => v * v), 4);
        var decoded = base64.GetProperty("data")[0].GetProperty("embedding").GetBytesFromBase64();
        Assert.Equal(vectors[0], Enumerable.Range(0, 40).Select(i => BitConverter.ToSingle(decoded, i * 4)));
        Assert.Equal(3, numbers.GetProperty("usage").GetProperty("total_tokens").GetInt32());
    }

    [Fact]
    public async Task Its_model_is_listed()
    {
        using var list = JsonDocument.Parse(await _client.GetStringAsync(Url("models")));

        Assert.Equal("echo-1", list.RootElement.GetProperty("data")[0].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("chat/completions", "", 400)]
    [InlineData("chat/completions", "{", 400)]
    [InlineData("chat/completions", "[]", 400)]
    [InlineData("chat/completions", """{"model":"echo-1"}""", 400)]
    [InlineData("chat/completions", """{"model":"echo-1","messages":{}}""", 400)]
    [InlineData("chat/completions", """{"model":"echo-1","messages":[]}""", 400)]
    [InlineData("chat/completions", """{"model":5,"messages":["x"]}""", 400)]
    [InlineData("chat/completions", """{"model":"gpt-4","messages":["x"]}""", 404)]
    [InlineData("chat/completions", """{"model":"echo-1","messages":["x"],"max_tokens":0}""", 400)]
    [InlineData("chat/completions", """{"model":"echo-1","messages":["x"],"max_tokens":"9"}""", 400)]
    [InlineData("chat/completions", """{"model":"echo-1","messages":["x"],"n":1000000}""", 400)]
    [InlineData("chat/completions", """{"model":"echo-1","messages":["\ud800"]}""", 400)]
    [InlineData("embeddings", """{"model":"echo-1","input":[]}""", 400)]
    [InlineData("embeddings", """{"model":"echo-1","input":"x","dimensions":100000000}""", 400)]
    [InlineData("responses", """{"model":"echo-1","input":7}""", 400)]
    [InlineData("images/generations", "{}", 404)]
    public async Task Bad_input_is_refused_in_the_envelope_of_openai(string route, string body, int status)
    {
        using var content = new StringContent(body);
        using var response = await _client.PostAsync(Url(route), content);
        using var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("invalid_request_error", error.RootElement.GetProperty("error").GetProperty("type").GetString());
        Assert.NotEqual("", error.RootElement.GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public async Task Odd_messages_are_survived()
    {
        var reply = await PostAsync("chat/completions", """{"model":"echo-1","messages":[null,1,{"role":7},{"role":"user","content":null},{"role":"user","content":[1,{"text":5},{"type":"image_url"}]}]}""");

        Assert.Equal("", reply.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString());
    }

    [Fact]
    public void A_text_is_cut_into_pieces_that_are_the_text_again()
    {
        Gen.String.Sample(text => string.Concat(EchoText.Pieces(text)) == text);
        Assert.Equal(["one", " two"], EchoText.Pieces("one two"));
    }

    private Uri Url(string route) => new($"{_echo.Settings.BaseUrl}/{route}");

    private async Task<JsonElement> PostAsync(string route, string body)
    {
        using var content = new StringContent(body);
        using var response = await _client.PostAsync(Url(route), content);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    private async Task<List<string>> EventsAsync(string route, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync(Url(route), content);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        var text = await response.Content.ReadAsStringAsync();
        return [.. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(e => e[(e.IndexOf("data: ", StringComparison.Ordinal) + 6)..])];
    }

    private static (int Input, int Output, int Total) Usage(JsonElement reply, string input, string output)
    {
        var usage = reply.GetProperty("usage");
        return (usage.GetProperty(input).GetInt32(), usage.GetProperty(output).GetInt32(), usage.GetProperty("total_tokens").GetInt32());
    }
}
