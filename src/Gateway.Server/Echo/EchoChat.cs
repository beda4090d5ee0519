using System.Text.Json;

namespace Gateway.Server.Echo;

/// <summary>
/// Answers of chat completions and of the older completions, which differ in the shape of a choice only. Shapes as in OpenAI's API reference:
/// on a stream with <c>include_usage</c> every chunk carries <c>"usage":null</c> except one before <c>[DONE]</c>, which has no choices.
/// </summary>
internal sealed class EchoChat(EchoRequest request, bool isChat, string id, long created)
{
    private string Kind => isChat ? "chat.completion" : "text_completion";

    /// <summary>Sends the answer, plain or streamed.</summary>
    public Task SendAsync(HttpContext context) => request.Stream ? StreamAsync(context) : EchoReply.JsonAsync(context, Whole);

    private void Whole(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        Head(json, Kind);
        json.WriteStartArray("choices");
        for (var i = 0; i < request.Choices; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("index", i);
            if (isChat)
            {
                json.WriteStartObject("message");
                json.WriteString("role", "assistant");
                json.WriteString("content", request.Answer);
                json.WriteNull("refusal");
                json.WriteEndObject();
            }
            else
            {
                json.WriteString("text", request.Answer);
            }
            json.WriteNull("logprobs");
            json.WriteString("finish_reason", Finish);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Usage(json);
        json.WriteEndObject();
    }

    private string Finish => request.IsCut ? "length" : "stop";

    private async Task StreamAsync(HttpContext context)
    {
        EchoReply.BeginStream(context);
        for (var i = 0; i < request.Choices; i++)
        {
            var choice = i;
            if (isChat)
                await EchoReply.EventAsync(context, json => Chunk(json, choice, "", first: true, finish: null));
            foreach (var piece in EchoText.Pieces(request.Answer))
                await EchoReply.EventAsync(context, json => Chunk(json, choice, piece, first: false, finish: null));
            await EchoReply.EventAsync(context, json => Chunk(json, choice, null, first: false, Finish));
        }
        if (request.IncludeUsage)
        {
            await EchoReply.EventAsync(context, json =>
            {
                json.WriteStartObject();
                Head(json, isChat ? Kind + ".chunk" : Kind);
                json.WriteStartArray("choices");
                json.WriteEndArray();
                Usage(json);
                json.WriteEndObject();
            });
        }
        await context.Response.WriteAsync("data: [DONE]\n\n", context.RequestAborted);
    }

    private void Chunk(Utf8JsonWriter json, int choice, string? text, bool first, string? finish)
    {
        json.WriteStartObject();
        Head(json, isChat ? Kind + ".chunk" : Kind);
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", choice);
        if (isChat)
        {
            json.WriteStartObject("delta");
            if (first)
                json.WriteString("role", "assistant");
            if (text is not null)
                json.WriteString("content", text);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("text", text ?? "");
        }
        json.WriteNull("logprobs");
        json.WriteString("finish_reason", finish);
        json.WriteEndObject();
        json.WriteEndArray();
        if (request.IncludeUsage)
            json.WriteNull("usage");
        json.WriteEndObject();
    }

    private void Head(Utf8JsonWriter json, string kind)
    {
        json.WriteString("id", id);
        json.WriteString("object", kind);
        json.WriteNumber("created", created);
        json.WriteString("model", request.Model);
    }

    private void Usage(Utf8JsonWriter json)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("prompt_tokens", request.InputTokens);
        json.WriteNumber("completion_tokens", request.OutputTokens);
        json.WriteNumber("total_tokens", request.InputTokens + request.OutputTokens);
        json.WriteEndObject();
    }
}
