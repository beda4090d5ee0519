using System.Text.Json;

namespace Gateway.Server.Echo;

/// <summary>Writes replies: one JSON body, one event of a stream, or an error in OpenAI's envelope.</summary>
internal static class EchoReply
{
    /// <summary>A whole JSON body.</summary>
    public static Task JsonAsync(HttpContext context, Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        var body = Bytes(write);
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    /// <summary>An error.</summary>
    public static Task RefuseAsync(HttpContext context, EchoRefusal refusal) => JsonAsync(
        context,
        json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteString("message", refusal.Message);
            json.WriteString("type", "invalid_request_error");
            json.WriteString("param", refusal.Param);
            json.WriteString("code", refusal.Code);
            json.WriteEndObject();
            json.WriteEndObject();
        },
        refusal.Status);

    /// <summary>Begins an event stream.</summary>
    public static void BeginStream(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
    }

    /// <summary>One event, sent at once.</summary>
    public static async Task EventAsync(HttpContext context, Action<Utf8JsonWriter> write, string? name = null)
    {
        var prefix = name is null ? "data: " : $"event: {name}\ndata: ";
        await context.Response.WriteAsync(prefix, context.RequestAborted);
        await context.Response.Body.WriteAsync(Bytes(write), context.RequestAborted);
        await context.Response.WriteAsync("\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static ReadOnlyMemory<byte> Bytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
            write(json);
        return buffer.WrittenMemory;
    }
}
