using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Gateway.Admin.Http;

/// <summary>Reads a request's JSON body whole, within a bound, and goes on off the input thread.</summary>
internal static class RequestBody
{
    /// <summary>The body's bytes, or the problem with it: 415 if it is not JSON, 413 if it is too long.</summary>
    /// <param name="context">The request.</param>
    /// <param name="maxBytes">The longest body taken.</param>
    /// <param name="mergePatch">Whether <c>application/merge-patch+json</c> (RFC 7396) is as good as <c>application/json</c>.</param>
    public static async Task<(byte[] Bytes, Problem? Problem)> ReadAsync(HttpContext context, int maxBytes, bool mergePatch)
    {
        var request = context.Request;
        if (!IsJson(request.ContentType, mergePatch))
            return ([], UnsupportedType(mergePatch));
        if (request.Headers.ContentEncoding.Count > 0 && request.Headers.ContentEncoding != "identity")
            return ([], UnsupportedEncoding);
        if (request.ContentLength > maxBytes)
            return ([], TooLong(maxBytes));
        var reader = request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(context.RequestAborted);
            await PoolThread.Switch();
            var buffer = result.Buffer;
            if (buffer.Length > maxBytes)
            {
                reader.AdvanceTo(buffer.End);
                return ([], TooLong(maxBytes));
            }

            if (result.IsCompleted)
            {
                var bytes = buffer.ToArray();
                reader.AdvanceTo(buffer.End);
                return (bytes, null);
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private static bool IsJson(string? contentType, bool mergePatch)
    {
        if (!Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(contentType, out var type))
            return false;
        if (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            return false;
        return type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (mergePatch && type.MediaType.Equals("application/merge-patch+json", StringComparison.OrdinalIgnoreCase));
    }

    private static Problem UnsupportedType(bool mergePatch) => new(
        StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "The body is not JSON",
        mergePatch ? "Send the changes as application/json or application/merge-patch+json, in UTF-8." : "Send the body as application/json, in UTF-8.");

    private static readonly Problem UnsupportedEncoding = new(
        StatusCodes.Status415UnsupportedMediaType, "unsupported_content_encoding", "The body is compressed", "Send the body without Content-Encoding.");

    private static Problem TooLong(int maxBytes) => new(
        StatusCodes.Status413PayloadTooLarge, "body_too_large", "The body is too long", $"A body may have at most {maxBytes} bytes here.");
}
