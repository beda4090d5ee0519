using System.Text;
using Gateway.Wire.Completions.Requests;

namespace Gateway.Wire.Completions;

/// <summary>Judges how a request body is laid out.</summary>
public static class RequestContentType
{
    /// <summary>
    /// On a metered route every body is JSON whatever its Content-Type says: several model servers parse it without looking at the header, so
    /// that a body called something else must not pass unseen. Elsewhere JSON, a form, or something of no interest.
    /// </summary>
    /// <param name="route">The route.</param>
    /// <param name="contentType">The value of Content-Type (RFC 9110, section 8.3), blanks around it trimmed; empty if there is none.</param>
    /// <param name="boundary">The boundary of a form (RFC 2046, section 5.1.1), a part of <paramref name="contentType"/>; otherwise empty.</param>
    public static RequestContent Of(CompletionRoute route, ReadOnlySpan<byte> contentType, out ReadOnlySpan<byte> boundary)
    {
        boundary = default;
        int end = contentType.IndexOf((byte)';');
        ReadOnlySpan<byte> type = (end < 0 ? contentType : contentType[..end]).Trim(" \t"u8);
        if (route != CompletionRoute.None || Ascii.EqualsIgnoreCase(type, "application/json"u8) || EndsInJson(type))
        {
            return RequestContent.Json;
        }

        if (end < 0 || !Ascii.EqualsIgnoreCase(type, "multipart/form-data"u8))
        {
            return RequestContent.Other;
        }

        boundary = HeaderParameter.Find(contentType[end..], "boundary"u8);
        return boundary.Length is > 0 and <= MultipartModelScanner.MaxBoundaryBytes ? RequestContent.Multipart : RequestContent.Other;
    }

    private static bool EndsInJson(ReadOnlySpan<byte> type) => type.Length > 5 && Ascii.EqualsIgnoreCase(type[^5..], "+json"u8);
}
