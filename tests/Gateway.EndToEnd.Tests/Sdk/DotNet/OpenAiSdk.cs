#pragma warning disable OPENAI001 // the responses client of the official package is marked as subject to change
using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Responses;

namespace Gateway.EndToEnd.Tests.Sdk.DotNet;

/// <summary>NuGet <c>OpenAI</c>.</summary>
internal sealed class OpenAiSdk : IDotNetSdk
{
    private static readonly BinaryData s_weather = BinaryData.FromString("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}""");

    public string Model => "gpt-4o-mini";

    public IReadOnlyDictionary<string, Func<SdkTarget, Action<string>, Task>> Ops { get; } = new Dictionary<string, Func<SdkTarget, Action<string>, Task>>
    {
        ["chat"] = async (target, sink) =>
        {
            ChatCompletion answer = await Chat(target).CompleteChatAsync([new UserChatMessage(target.Prompt)]);
            sink(answer.Content[0].Text);
        },
        ["chat_stream"] = async (target, sink) =>
        {
            await foreach (var update in Chat(target).CompleteChatStreamingAsync([new UserChatMessage(target.Prompt)]))
            {
                foreach (var part in update.ContentUpdate) sink(part.Text);
            }
        },
        ["responses"] = async (target, sink) =>
        {
            ResponseResult answer = await Client(target).GetResponsesClient().CreateResponseAsync(target.Model, target.Prompt);
            sink(answer.GetOutputText());
        },
        ["responses_stream"] = async (target, sink) =>
        {
            await foreach (var update in await Client(target).GetResponsesClient().CreateResponseStreamingAsync(target.Model, target.Prompt))
            {
                if (update is StreamingResponseOutputTextDeltaUpdate delta) sink(delta.Delta);
            }
        },
        ["embeddings"] = async (target, sink) =>
        {
            var answer = await Client(target).GetEmbeddingClient("text-embedding-3-small").GenerateEmbeddingAsync(target.Prompt);
            sink($"{answer.Value.ToFloats().Length}");
        },
        ["tool"] = async (target, sink) =>
        {
            var options = new ChatCompletionOptions { Tools = { ChatTool.CreateFunctionTool("get_weather", "The weather in a city.", s_weather) } };
            ChatCompletion answer = await Chat(target).CompleteChatAsync([new UserChatMessage(target.Prompt)], options);
            foreach (var call in answer.ToolCalls) sink($"{call.FunctionName}({call.FunctionArguments})");
        },
    };

    public int? StatusOf(Exception exception) => (exception as ClientResultException)?.Status;

    internal static OpenAIClient Client(SdkTarget target) => new(
        new ApiKeyCredential(target.Secret),
        new OpenAIClientOptions { Endpoint = new Uri($"{target.Url}/v1"), RetryPolicy = new ClientRetryPolicy(0), NetworkTimeout = TimeSpan.FromSeconds(20) });

    private static ChatClient Chat(SdkTarget target) => Client(target).GetChatClient(target.Model);
}
