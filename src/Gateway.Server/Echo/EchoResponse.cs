using System.Text.Json;

namespace Gateway.Server.Echo;

/// <summary>Answers of the responses route, plain or as its stream of named, numbered events (shapes as in OpenAI's API reference).</summary>
internal sealed class EchoResponse(EchoRequest request, string id, long created)
{
    private int _sequence;

    private string ItemId => "msg_" + id;

    private string FinalStatus => request.IsCut ? "incomplete" : "completed";

    /// <summary>Sends the answer.</summary>
    public Task SendAsync(HttpContext context) =>
        request.Stream ? StreamAsync(context) : EchoReply.JsonAsync(context, json => Response(json, null, FinalStatus));

    private async Task StreamAsync(HttpContext context)
    {
        EchoReply.BeginStream(context);
        await SendAsync(context, "response.created", json => Response(json, "response", "in_progress"));
        await SendAsync(context, "response.in_progress", json => Response(json, "response", "in_progress"));
        await SendAsync(context, "response.output_item.added", json => { json.WriteNumber("output_index", 0); Item(json, "item", "", "in_progress", empty: true); });
        await SendAsync(context, "response.content_part.added", json => { Place(json); Part(json, "part", ""); });
        foreach (var piece in EchoText.Pieces(request.Answer))
            await SendAsync(context, "response.output_text.delta", json => { Place(json); json.WriteString("delta", piece); });
        await SendAsync(context, "response.output_text.done", json => { Place(json); json.WriteString("text", request.Answer); });
        await SendAsync(context, "response.content_part.done", json => { Place(json); Part(json, "part", request.Answer); });
        await SendAsync(context, "response.output_item.done", json => { json.WriteNumber("output_index", 0); Item(json, "item", request.Answer, FinalStatus, empty: false); });
        await SendAsync(context, "response." + FinalStatus, json => Response(json, "response", FinalStatus));
    }

    private Task SendAsync(HttpContext context, string type, Action<Utf8JsonWriter> members) => EchoReply.EventAsync(
        context,
        json =>
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteNumber("sequence_number", _sequence++);
            members(json);
            json.WriteEndObject();
        },
        type);

    private void Place(Utf8JsonWriter json)
    {
        json.WriteString("item_id", ItemId);
        json.WriteNumber("output_index", 0);
        json.WriteNumber("content_index", 0);
    }

    private void Response(Utf8JsonWriter json, string? name, string status)
    {
        var ended = status != "in_progress";
        Begin(json, name);
        json.WriteString("id", id);
        json.WriteString("object", "response");
        json.WriteNumber("created_at", created);
        json.WriteString("status", status);
        json.WriteNull("error");
        if (status == "incomplete")
        {
            json.WriteStartObject("incomplete_details");
            json.WriteString("reason", "max_output_tokens");
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("incomplete_details");
        }
        json.WriteString("model", request.Model);
        json.WriteStartArray("output");
        if (ended)
            Item(json, null, request.Answer, status, empty: false);
        json.WriteEndArray();
        json.WriteBoolean("parallel_tool_calls", true);
        json.WriteString("tool_choice", "auto");
        json.WriteStartArray("tools");
        json.WriteEndArray();
        Usage(json, ended);
        json.WriteEndObject();
    }

    private void Usage(Utf8JsonWriter json, bool ended)
    {
        if (!ended)
        {
            json.WriteNull("usage");
            return;
        }
        json.WriteStartObject("usage");
        json.WriteNumber("input_tokens", request.InputTokens);
        json.WriteStartObject("input_tokens_details");
        json.WriteNumber("cached_tokens", 0);
        json.WriteEndObject();
        json.WriteNumber("output_tokens", request.OutputTokens);
        json.WriteStartObject("output_tokens_details");
        json.WriteNumber("reasoning_tokens", 0);
        json.WriteEndObject();
        json.WriteNumber("total_tokens", request.InputTokens + request.OutputTokens);
        json.WriteEndObject();
    }

    private void Item(Utf8JsonWriter json, string? name, string text, string status, bool empty)
    {
        Begin(json, name);
        json.WriteString("type", "message");
        json.WriteString("id", ItemId);
        json.WriteString("status", status);
        json.WriteString("role", "assistant");
        json.WriteStartArray("content");
        if (!empty)
            Part(json, null, text);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Part(Utf8JsonWriter json, string? name, string text)
    {
        Begin(json, name);
        json.WriteString("type", "output_text");
        json.WriteString("text", text);
        json.WriteStartArray("annotations");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter json, string? name)
    {
        if (name is null)
            json.WriteStartObject();
        else
            json.WriteStartObject(name);
    }
}
