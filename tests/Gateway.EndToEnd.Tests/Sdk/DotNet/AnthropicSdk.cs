using System.Text.Json;
using Anthropic;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;

namespace Gateway.EndToEnd.Tests.Sdk.DotNet;

/// <summary>NuGet <c>Anthropic</c>.</summary>
internal sealed class AnthropicSdk : IDotNetSdk
{
    public string Model => "claude-sonnet-4-5";

    public IReadOnlyDictionary<string, Func<SdkTarget, Action<string>, Task>> Ops { get; } = new Dictionary<string, Func<SdkTarget, Action<string>, Task>>
    {
        ["messages"] = async (target, sink) =>
        {
            using var client = Client(target);
            Keep(await client.Messages.Create(Request(target)), sink);
        },
        ["messages_stream"] = async (target, sink) =>
        {
            using var client = Client(target);
            await foreach (var update in client.Messages.CreateStreaming(Request(target)))
            {
                if (update.TryPickContentBlockDelta(out var block) && block.Delta.TryPickText(out var text)) sink(text.Text);
            }
        },
        ["tool"] = async (target, sink) =>
        {
            using var client = Client(target);
            var schema = new InputSchema
            {
                Properties = new Dictionary<string, JsonElement> { ["city"] = JsonDocument.Parse("""{"type":"string"}""").RootElement },
                Required = ["city"],
            };
            var tool = new Tool { Name = "get_weather", Description = "The weather in a city.", InputSchema = schema };
            Keep(await client.Messages.Create(Request(target) with { Tools = [tool] }), sink);
        },
    };

    public int? StatusOf(Exception exception) => (int?)(exception as AnthropicApiException)?.StatusCode;

    private static AnthropicClient Client(SdkTarget target) =>
        new() { ApiKey = target.Secret, BaseUrl = target.Url, MaxRetries = 0, Timeout = TimeSpan.FromSeconds(20) };

    private static MessageCreateParams Request(SdkTarget target) => new()
    {
        Model = target.Model,
        MaxTokens = 200,
        Messages = [new UserMessageParam { Content = target.Prompt }],
    };

    private static void Keep(Message message, Action<string> sink)
    {
        foreach (var block in message.Content)
        {
            if (block.TryPickText(out var text)) sink(text.Text);
            if (block.TryPickToolUse(out var tool)) sink($"{tool.Name}({JsonSerializer.Serialize(tool.Input)})");
        }
    }
}
