using System.Text;
using Xunit;

namespace Gateway.EndToEnd.Tests.Sdk.DotNet;

/// <summary>The .NET clients, unmodified. What each raises is written down here as it is.</summary>
[Collection(SdkCollection.Name)]
public sealed class DotNetSdkTests(SdkGateway rig)
{
    private const string Hello = "Hello from the mock, in a handful of words.";

    private static readonly Dictionary<string, IDotNetSdk> s_sdks = new()
    {
        ["OpenAI 2.15.0"] = new OpenAiSdk(),
        ["Microsoft.Extensions.AI.OpenAI 10.11.0"] = new ExtensionsAiSdk(),
        ["Anthropic 13.12.0"] = new AnthropicSdk(),
    };

    public static readonly TheoryData<string> Names = [.. s_sdks.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task Completions_streams_embeddings_and_tool_calls_work_and_are_metered(string name)
    {
        rig.Require();
        var sdk = s_sdks[name];
        var key = await rig.NewKeyAsync();
        var tokens = 0;
        foreach (var (op, call) in sdk.Ops)
        {
            var text = new StringBuilder();
            var prompt = op switch { "embeddings" => "embed me", "tool" => "what is the weather", _ => "say hello" };
            await call(new(rig.Url, key.Secret, sdk.Model, prompt), piece => text.Append(piece));
            var expected = op switch { "embeddings" => "3", "tool" => """get_weather({"city":"Paris"})""", _ => Hello };
            Assert.Equal(expected, text.ToString());
            tokens += op switch { "embeddings" => 0, "tool" => 30, _ => 18 };
        }

        var counters = await rig.Admin.SettledCountersAsync(key.Id);
        Assert.Equal(sdk.Ops.Count, counters.Requests);
        Assert.Equal(tokens, counters.TotalTokens);
        Assert.Equal(0, counters.Estimated);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Refusals_become_the_sdks_own_exceptions(string name)
    {
        rig.Require();
        var sdk = s_sdks[name];
        foreach (var trouble in Enum.GetValues<Trouble>())
        {
            var (secret, model) = await rig.ArrangeAsync(trouble, sdk.Model);
            foreach (var op in sdk.Ops.Where(op => op.Key is "chat" or "chat_stream" or "messages" or "messages_stream"))
            {
                var exception = await Record.ExceptionAsync(() => op.Value(new(rig.Url, secret, model, "say hello"), _ => { }));
                Assert.True(exception is not null, $"{trouble} raised nothing in {op.Key}");
                Assert.True(sdk.StatusOf(exception) == trouble.Status(), $"{trouble} in {op.Key}: {exception}");
                Assert.Contains(trouble.Code(), exception.ToString(), StringComparison.Ordinal);
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task A_stream_that_is_cut_is_noticed(string name)
    {
        rig.Require();
        var sdk = s_sdks[name];
        var key = await rig.NewKeyAsync();
        var cut = 0;
        foreach (var (op, call) in sdk.Ops.Where(op => op.Key.EndsWith("_stream", StringComparison.Ordinal)))
        {
            var exception = await Record.ExceptionAsync(() => call(new(rig.Url, key.Secret, sdk.Model, "be cut"), _ => { }));
            cut++;
            // All three pass on what HttpClient throws while the body is read (the Anthropic client inside an exception of its own).
            Assert.True(exception is not null, $"{op} took a cut stream for a whole one");
            Assert.Contains("ResponseEnded", exception.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(cut, (await rig.Admin.SettledCountersAsync(key.Id)).Estimated);
    }

    [Fact]
    public async Task Streamed_responses_of_the_extensions_package_do_not_fit_the_openai_package()
    {
        // Microsoft.Extensions.AI.OpenAI 10.11.0 calls a method whose return type OpenAI 2.15.0 has changed; nothing is sent. When a later pair
        // fits again, this fails, and the operation belongs into the list of the others.
        rig.Require();
        var client = ExtensionsAiSdk.Responses(new(rig.Url, rig.Good.Secret, "gpt-4o-mini", ""));
        await Assert.ThrowsAsync<MissingMethodException>(async () =>
        {
            await foreach (var update in Microsoft.Extensions.AI.ChatClientExtensions.GetStreamingResponseAsync(client, "say hello")) Assert.NotNull(update);
        });
    }
}
