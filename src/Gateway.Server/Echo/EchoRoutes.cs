using System.Text.Json;

namespace Gateway.Server.Echo;

/// <summary>The routes of echo, under <c>/v1</c>. What it does not know is a 404 in OpenAI's envelope, what it cannot read a 400.</summary>
internal sealed class EchoRoutes(TimeProvider time)
{
    private const string Model = "echo-1";

    private int _answers;

    /// <summary>Adds the routes.</summary>
    public void Map(WebApplication application)
    {
        application.Run(AnswerAsync);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        try
        {
            await RouteAsync(context);
        }
        catch (InvalidOperationException) when (!context.Response.HasStarted)
        {
            // JSON may escape half a surrogate pair (RFC 8259 section 8.2), which is no text.
            await EchoReply.RefuseAsync(context, new EchoRefusal(400, "A string in the body is not valid Unicode."));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has gone.
        }
    }

    private Task RouteAsync(HttpContext context) =>
        (context.Request.Method, context.Request.Path.Value) switch
        {
            ("POST", "/v1/chat/completions") => ChatAsync(context, "messages", isChat: true),
            ("POST", "/v1/completions") => ChatAsync(context, "prompt", isChat: false),
            ("POST", "/v1/responses") => RespondAsync(context),
            ("POST", "/v1/embeddings") => EmbedAsync(context),
            ("GET", "/v1/models") => EchoReply.JsonAsync(context, List),
            ("GET", "/v1/models/" + Model) => EchoReply.JsonAsync(context, json => Describe(json)),
            _ => EchoReply.RefuseAsync(context, new EchoRefusal(404, "Echo has no such route; it has chat/completions, completions, responses, embeddings and models.", Code: "unknown_url")),
        };

    private async Task ChatAsync(HttpContext context, string source, bool isChat)
    {
        using var body = await BodyAsync(context);
        if (body is null)
            return;
        if (EchoRequest.TryRead(body.RootElement, source, out var request, out var refusal))
            await new EchoChat(request, isChat, Id(isChat ? "chatcmpl-echo-" : "cmpl-echo-"), Now).SendAsync(context);
        else
            await EchoReply.RefuseAsync(context, refusal);
    }

    private async Task RespondAsync(HttpContext context)
    {
        using var body = await BodyAsync(context);
        if (body is null)
            return;
        if (EchoRequest.TryRead(body.RootElement, "input", out var request, out var refusal))
            await new EchoResponse(request, Id("resp_echo_"), Now).SendAsync(context);
        else
            await EchoReply.RefuseAsync(context, refusal);
    }

    private static async Task EmbedAsync(HttpContext context)
    {
        using var body = await BodyAsync(context);
        if (body is null)
            return;
        if (EchoEmbedding.TryRead(body.RootElement, out var embedding, out var refusal))
            await embedding.SendAsync(context);
        else
            await EchoReply.RefuseAsync(context, refusal);
    }

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    private string Id(string prefix) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{prefix}{Interlocked.Increment(ref _answers)}");

    // Null: the refusal has been sent.
    private static async Task<JsonDocument?> BodyAsync(HttpContext context)
    {
        try
        {
            return await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        }
        catch (JsonException)
        {
            await EchoReply.RefuseAsync(context, new EchoRefusal(400, "The body is not valid JSON."));
        }
        catch (BadHttpRequestException bad)
        {
            await EchoReply.RefuseAsync(context, new EchoRefusal(bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "The body is too large." : "The request is malformed."));
        }
        return null;
    }

    private static void List(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        Describe(json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Describe(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", Model);
        json.WriteString("object", "model");
        json.WriteNumber("created", 1_700_000_000);
        json.WriteString("owned_by", "echo");
        json.WriteEndObject();
    }
}
