using System.Text.Json;
using Xunit;

namespace Gateway.EndToEnd.Tests.Sdk;

/// <summary>
/// The JavaScript SDKs, unmodified, with nothing but a base URL and a key. What each makes of a refusal is written down here as it is:
/// the table is what a user of that SDK has to catch.
/// </summary>
[Collection(SdkCollection.Name)]
public sealed class NodeSdkTests(SdkGateway rig)
{
    private const string Hello = "Hello from the mock, in a handful of words.";
    private static readonly Dictionary<string, NodeSdkProfile> s_sdks = NodeSdkProfile.All.ToDictionary(sdk => sdk.Name);

    public static readonly TheoryData<string> Names = [.. NodeSdkProfile.All.Select(sdk => sdk.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task Completions_streams_embeddings_and_tool_calls_work_and_are_metered(string name)
    {
        rig.Require();
        var sdk = s_sdks[name];
        var key = await rig.NewKeyAsync();
        SdkCall Call(string op, string prompt) => new(op, op, rig.Url, key.Secret, op == "embeddings" ? "text-embedding-3-small" : sdk.Model, prompt);
        List<SdkCall> calls = [.. sdk.TextOps.Select(op => Call(op, "say hello"))];
        if (sdk.HasEmbeddings) calls.Add(Call("embeddings", "embed me"));
        calls.Add(Call("tool", "what is the weather"));
        var results = await NodeSdk.RunAsync(sdk.Runner, calls);

        Assert.Equal(calls.Count, results.Count);
        foreach (var result in results)
        {
            Assert.True(result.Error is null, $"{result.Name}: {result.Error}");
            if (result.Name == "tool")
            {
                var call = Assert.Single(result.Tools);
                Assert.Equal("get_weather", call.Name);
                Assert.Equal("Paris", call.Arguments.GetProperty("city").GetString());
            }
            else
            {
                Assert.Equal(result.Name == "embeddings" ? "3" : Hello, result.Text);
            }
        }

        // 18 tokens for each text and 30 for the tool call; the mock reports none for embeddings. Usage was asked for where the SDK did not.
        var counters = await rig.Admin.SettledCountersAsync(key.Id);
        Assert.Equal(calls.Count, counters.Requests);
        Assert.Equal((18 * sdk.TextOps.Count) + 30, counters.TotalTokens);
        Assert.Equal(0, counters.Estimated);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Refusals_become_the_sdks_own_exceptions(string name)
    {
        rig.Require();
        var sdk = s_sdks[name];
        var calls = new List<SdkCall>();
        foreach (var trouble in Enum.GetValues<Trouble>())
        {
            var (secret, model) = await rig.ArrangeAsync(trouble, sdk.Model);
            calls.Add(new($"{trouble}", sdk.TextOps[0], rig.Url, secret, model, "say hello"));
            calls.Add(new($"{trouble}", sdk.TextOps[1], rig.Url, secret, model, "say hello"));
        }

        foreach (var result in await NodeSdk.RunAsync(sdk.Runner, calls))
        {
            var trouble = Enum.Parse<Trouble>(result.Name);
            Assert.True(result.Error is not null, $"{trouble} raised nothing");
            var seen = $"{trouble}: {result.Error}";
            Assert.True(sdk.ErrorClasses[trouble.Status()] == result.Error.Class, seen);
            Assert.True(result.Error.Status == trouble.Status(), seen);
            Assert.True(result.Error.All.Contains(trouble.Code(), StringComparison.Ordinal), seen);
            Assert.Equal("", result.Text);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public async Task A_stream_that_is_cut_is_noticed(string name)
    {
        rig.Require();
        var sdk = s_sdks[name];
        var key = await rig.NewKeyAsync();
        var calls = sdk.StreamOps.Select(op => new SdkCall(op, op, rig.Url, key.Secret, sdk.Model, "be cut")).ToList();
        foreach (var result in await NodeSdk.RunAsync(sdk.Runner, calls))
        {
            Assert.True(result.Error is not null, $"{result.Name} took a cut stream for a whole one: {result.Text}");
            Assert.True(sdk.CutClasses.Contains(result.Error.Class), $"{result.Name}: {result.Error}");
            Assert.Contains("terminated", $"{result.Error.Message} {result.Error.Cause?.Message}", StringComparison.Ordinal);
            Assert.Null(result.Finish);
        }

        var counters = await rig.Admin.SettledCountersAsync(key.Id);
        Assert.Equal(calls.Count, counters.Requests);
        Assert.Equal(calls.Count, counters.Estimated);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task A_providers_own_failure_passes_through(string name)
    {
        rig.Require();
        var sdk = s_sdks[name];
        var results = await NodeSdk.RunAsync(sdk.Runner, [new("fail", sdk.TextOps[0], rig.Url, rig.Good.Secret, sdk.Model, "fail at the provider")]);
        var error = Assert.Single(results).Error;
        Assert.NotNull(error);
        Assert.Equal(500, error.Status);
        Assert.Contains("the mock provider failed", error.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_openai_sdk_lists_the_models()
    {
        rig.Require();
        var results = await NodeSdk.RunAsync("openai.mjs", [new("models", "models", rig.Url, rig.Good.Secret, "", "")]);
        var result = Assert.Single(results);
        Assert.True(result.Error is null, $"{result.Error}");
        Assert.NotEmpty(result.Text!);
    }

    [Fact]
    public async Task The_openai_sdk_sees_usage_in_a_stream_only_if_it_asked_for_it()
    {
        rig.Require();
        SdkCall Call(string op) => new(op, op, rig.Url, rig.Good.Secret, "gpt-4o-mini", "say hello");
        var results = await NodeSdk.RunAsync("openai.mjs", [Call("chat_stream"), Call("chat_stream_usage")]);
        Assert.Equal(JsonValueKind.Null, results[0].Usage.ValueKind);
        Assert.Equal(18, results[1].Usage.GetProperty("total_tokens").GetInt32());
    }
}
