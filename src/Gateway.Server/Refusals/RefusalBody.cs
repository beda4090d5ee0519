using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gateway.Wire.Completions;

namespace Gateway.Server.Refusals;

/// <summary>The bytes of each refusal's body in each dialect, made once. Where a limit is used up, <c>reset_at</c> goes between the two parts.</summary>
/// <remarks>
/// OpenAI: https://platform.openai.com/docs/guides/error-codes; Anthropic: https://docs.anthropic.com/en/api/errors; Gemini: google.rpc.Status
/// (https://cloud.google.com/apis/design/errors).
/// </remarks>
internal sealed class RefusalBody
{
    private const int Dialects = 3;

    private static readonly RefusalBody[] s_bodies = ComposeAll();

    private RefusalBody(byte[] before, byte[] after)
    {
        Before = before;
        After = after;
    }

    /// <summary>Up to the place of <c>reset_at</c>.</summary>
    public byte[] Before { get; }

    /// <summary>From there to the end.</summary>
    public byte[] After { get; }

    /// <summary>The body of <paramref name="code"/> in <paramref name="dialect"/>.</summary>
    public static RefusalBody Of(RefusalCode code, Dialect dialect) => s_bodies[((int)code * Dialects) + (int)dialect];

    private static RefusalBody[] ComposeAll()
    {
        RefusalCode[] codes = Enum.GetValues<RefusalCode>();
        var bodies = new RefusalBody[codes.Length * Dialects];
        foreach (RefusalCode code in codes)
        {
            if (code == RefusalCode.None)
                continue;
            foreach (Dialect dialect in Enum.GetValues<Dialect>())
                bodies[((int)code * Dialects) + (int)dialect] = Compose(RefusalTable.Of(code), dialect);
        }

        return bodies;
    }

    private static RefusalBody Compose(RefusalEntry entry, Dialect dialect)
    {
        var buffer = new ArrayBufferWriter<byte>();
        int mark;
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (dialect == Dialect.Anthropic)
                json.WriteString("type", "error");
            json.WriteStartObject("error");
            switch (dialect)
            {
                case Dialect.Anthropic:
                    json.WriteString("type", AnthropicType(entry.Status));
                    json.WriteString("message", entry.Message);
                    json.WriteString("code", entry.Code);
                    WriteParam(json, entry);
                    break;
                case Dialect.Gemini:
                    json.WriteNumber("code", entry.Status);
                    json.WriteString("message", entry.Message);
                    json.WriteString("status", GeminiStatus(entry.Status));
                    json.WriteString("gateway_code", entry.Code);
                    WriteParam(json, entry);
                    break;
                default:
                    json.WriteString("message", entry.Message);
                    json.WriteString("type", entry.Type);
                    json.WriteString("param", entry.Param);
                    json.WriteString("code", entry.Code);
                    break;
            }

            if (entry.Limit is not null)
                json.WriteString("limit", entry.Limit);
            json.Flush();
            mark = buffer.WrittenCount;
            json.WriteEndObject();
            json.WriteEndObject();
        }

        byte[] bytes = buffer.WrittenSpan.ToArray();
        return new RefusalBody(bytes[..mark], bytes[mark..]);
    }

    private static void WriteParam(Utf8JsonWriter json, RefusalEntry entry)
    {
        if (entry.Param is not null)
            json.WriteString("param", entry.Param);
    }

    private static string AnthropicType(int status) => status switch
    {
        401 => "authentication_error",
        403 => "permission_error",
        404 => "not_found_error",
        413 => "request_too_large",
        429 => "rate_limit_error",
        >= 500 => "api_error",
        _ => "invalid_request_error",
    };

    private static string GeminiStatus(int status) => status switch
    {
        401 => "UNAUTHENTICATED",
        403 => "PERMISSION_DENIED",
        404 => "NOT_FOUND",
        429 => "RESOURCE_EXHAUSTED",
        503 or 504 => "UNAVAILABLE",
        >= 500 => "INTERNAL",
        _ => "INVALID_ARGUMENT",
    };
}
