using System.Text.Json;
using Gateway.Admin.Keys;
using Microsoft.AspNetCore.Http;

namespace Gateway.Admin.Http;

/// <summary>A refusal of the administration, RFC 9457: what is wrong and what to do, with one entry a field where fields are wrong. Immutable.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">A stable name for programs.</param>
/// <param name="Title">The kind of problem, the same for each of its code.</param>
/// <param name="Detail">This one, and what to do.</param>
/// <param name="Errors">Field to what is wrong with it; null where no field is.</param>
internal sealed record Problem(int Status, string Code, string Title, string Detail, IReadOnlyList<FieldError>? Errors = null)
{
    /// <summary>No admin token, or a wrong one; the answer does not say which.</summary>
    public static readonly Problem Unauthorized = new(
        StatusCodes.Status401Unauthorized, "unauthorized", "An admin token is needed",
        "Send an admin token as \"Authorization: Bearer <token>\". API keys are not accepted here.");

    /// <summary>A route that there is not.</summary>
    public static readonly Problem UnknownRoute = new(
        StatusCodes.Status404NotFound, "unknown_route", "There is no such route", "See /admin/v1/keys for the keys.");

    /// <summary>A bug of ours; the log has the rest.</summary>
    public static readonly Problem Internal = new(
        StatusCodes.Status500InternalServerError, "internal_error", "Something went wrong here", "The gateway's log says what. Nothing was changed unless a key shows it.");

    /// <summary>Fields or query parameters that cannot be taken as they are.</summary>
    public static Problem Invalid(IReadOnlyList<FieldError> errors) => new(
        StatusCodes.Status400BadRequest, "invalid_fields", "Some fields are not valid",
        errors.Count == 1 ? $"{errors[0].Field}: {errors[0].Message}" : $"{errors.Count} fields are not valid; see errors.", errors);

    /// <summary>Answers with this problem.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        await using (var writer = new Utf8JsonWriter(response.BodyWriter))
            Write(writer);
        await response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, $"urn:gateway:problem:{Code}");
        writer.WriteString("title"u8, Title);
        writer.WriteNumber("status"u8, Status);
        writer.WriteString("detail"u8, Detail);
        writer.WriteString("code"u8, Code);
        if (Errors is not null)
        {
            writer.WriteStartObject("errors"u8);
            foreach (var field in Errors.GroupBy(error => error.Field, StringComparer.Ordinal))
            {
                writer.WriteStartArray(field.Key);
                foreach (var error in field)
                    writer.WriteStringValue(error.Message);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
