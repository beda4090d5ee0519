#pragma warning disable OPENAI001 // the responses client of the official package is marked as subject to change
using System.ClientModel;
using System.ComponentModel;
using Microsoft.Extensions.AI;

namespace Gateway.EndToEnd.Tests.Sdk.DotNet;

/// <summary>NuGet <c>Microsoft.Extensions.AI.OpenAI</c>.</summary>
internal sealed class ExtensionsAiSdk : IDotNetSdk
{
    public string Model => "gpt-4o-mini";

    public IReadOnlyDictionary<string, Func<SdkTarget, Action<string>, Task>> Ops { get; } = new Dictionary<string, Func<SdkTarget, Action<string>, Task>>
    {
        ["chat"] = (target, sink) => AnswerAsync(Chat(target), target, sink),
        ["chat_stream"] = (target, sink) => StreamAsync(Chat(target), target, sink),
        ["responses"] = (target, sink) => AnswerAsync(Responses(target), target, sink),
        // No responses_stream: see DotNetSdkTests.
        ["embeddings"] = async (target, sink) =>
        {
            using var generator = OpenAiSdk.Client(target).GetEmbeddingClient("text-embedding-3-small").AsIEmbeddingGenerator();
            sink($"{(await generator.GenerateVectorAsync(target.Prompt)).Length}");
        },
        ["tool"] = async (target, sink) =>
        {
            var options = new ChatOptions { Tools = [AIFunctionFactory.Create(([Description("The city")] string city) => city, "get_weather")] };
            var answer = await Chat(target).GetResponseAsync(target.Prompt, options);
            foreach (var call in answer.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>())
            {
                sink($"{call.Name}({System.Text.Json.JsonSerializer.Serialize(call.Arguments)})");
            }
        },
    };

    public int? StatusOf(Exception exception) => (exception as ClientResultException)?.Status;

    private static IChatClient Chat(SdkTarget target) => OpenAiSdk.Client(target).GetChatClient(target.Model).AsIChatClient();

    internal static IChatClient Responses(SdkTarget target) => OpenAiSdk.Client(target).GetResponsesClient().AsIChatClient(target.Model);

    private static async Task AnswerAsync(IChatClient client, SdkTarget target, Action<string> sink) => sink((await client.GetResponseAsync(target.Prompt)).Text);

    private static async Task StreamAsync(IChatClient client, SdkTarget target, Action<string> sink)
    {
        await foreach (var update in client.GetStreamingResponseAsync(target.Prompt)) sink(update.Text);
    }
}
