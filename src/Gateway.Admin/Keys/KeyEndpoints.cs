using System.Buffers;
using System.Text.Json;
using Gateway.Admin.Access;
using Gateway.Admin.Http;
using Gateway.Core.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Admin.Keys;

/// <summary>The routes under <c>/admin/v1/keys</c>.</summary>
/// <param name="store">The keys.</param>
internal sealed class KeyEndpoints(KeyStore store)
{
    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/admin/v1/keys", CreateAsync);
        routes.MapGet("/admin/v1/keys", ListAsync);
        routes.MapGet("/admin/v1/keys/{id}", GetAsync);
        routes.MapPatch("/admin/v1/keys/{id}", PatchAsync);
        routes.MapDelete("/admin/v1/keys/{id}", DeleteAsync);
    }

    private async Task CreateAsync(HttpContext context)
    {
        var (body, problem) = await RequestBody.ReadAsync(context, KeyLimits.BodyBytes, mergePatch: false);
        CreateOnce? once = null;
        problem ??= ReadOnce(context, body, out once);
        KeyFields? fields = null;
        problem ??= KeyFieldsReader.Read(body, out fields);
        if (problem is not null)
        {
            await problem.WriteAsync(context);
            return;
        }

        var outcome = await store.CreateAsync(fields!, once, context.RequestAborted);
        if (outcome.Verdict is not (KeyVerdict.Done or KeyVerdict.Repeated))
        {
            await KeyProblems.Of(outcome).WriteAsync(context);
            return;
        }

        if (outcome.Verdict == KeyVerdict.Repeated)
            context.Response.Headers["Idempotency-Replayed"] = "true";
        context.Response.Headers.Location = $"/admin/v1/keys/{outcome.Key!.Id}";
        await AnswerAsync(context, StatusCodes.Status201Created, outcome.Key, writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("key"u8);
            KeyJson.Write(writer, outcome.Key, store.Now, includeMetadata: true);
            writer.WriteString("secret"u8, outcome.Secret);
            writer.WriteEndObject();
        });
    }

    private async Task ListAsync(HttpContext context)
    {
        var problem = KeyQueryReader.Read(context.Request.Query, out var query);
        var page = problem is null ? store.List(query) : null;
        if (page is null)
        {
            problem ??= Problem.Invalid([new("after", "is not a key; send what \"next\" of the page before said")]);
            await problem.WriteAsync(context);
            return;
        }

        await AnswerAsync(context, StatusCodes.Status200OK, null, writer =>
        {
            var now = store.Now;
            writer.WriteStartObject();
            writer.WriteStartArray("keys"u8);
            foreach (var key in page.Keys)
                KeyJson.Write(writer, key, now, includeMetadata: true);
            writer.WriteEndArray();
            writer.WriteString("next"u8, page.Next);
            writer.WriteEndObject();
        });
    }

    private Task GetAsync(HttpContext context) =>
        store.Find(Id(context)) is { } key ? AnswerAsync(context, key) : KeyProblems.NotFound.WriteAsync(context);

    private async Task PatchAsync(HttpContext context)
    {
        var (body, problem) = await RequestBody.ReadAsync(context, KeyLimits.BodyBytes, mergePatch: true);
        KeyFields? fields = null;
        problem ??= KeyFieldsReader.Read(body, out fields);
        if (problem is not null)
        {
            await problem.WriteAsync(context);
            return;
        }

        await AnswerAsync(context, await store.PatchAsync(Id(context), fields!, Condition(context), context.RequestAborted));
    }

    private async Task DeleteAsync(HttpContext context) =>
        await AnswerAsync(context, await store.DeleteAsync(Id(context), Condition(context), context.RequestAborted));

    private Task AnswerAsync(HttpContext context, KeyOutcome outcome) =>
        outcome.Verdict == KeyVerdict.Done ? AnswerAsync(context, outcome.Key!) : KeyProblems.Of(outcome).WriteAsync(context);

    private Task AnswerAsync(HttpContext context, ApiKey key) =>
        AnswerAsync(context, StatusCodes.Status200OK, key, writer => KeyJson.Write(writer, key, store.Now, includeMetadata: true));

    // Written whole before a byte is sent: what follows a wait for the network would run on the thread that reads the sockets.
    private static async Task AnswerAsync(HttpContext context, int status, ApiKey? tagged, Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> body = new(2048);
        using (Utf8JsonWriter writer = new(body, KeyJson.Options))
            write(writer);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = body.WrittenCount;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (tagged is not null)
            response.Headers.ETag = $"\"{tagged.Policy.Version}\"";
        await response.BodyWriter.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }

    private static Problem? ReadOnce(HttpContext context, byte[] body, out CreateOnce? once)
    {
        once = null;
        var header = context.Request.Headers["Idempotency-Key"];
        if (header.Count == 0)
            return null;
        if (header.Count != 1 || !IdempotencyBook.IsValid(header[0] ?? ""))
            return Problem.Invalid([new("Idempotency-Key", "must be one header of 1 to 255 visible ASCII characters")]);
        once = new(context.Features.Get<AdminToken>()?.Sha256 ?? "", header[0]!, body);
        return null;
    }

    private static string Id(HttpContext context) => (string)context.GetRouteValue("id")!;

    private static VersionCondition Condition(HttpContext context) => VersionCondition.Parse(context.Request.Headers.IfMatch);
}
