using System.Globalization;
using System.Text;

namespace Gateway.Testing.Http;

/// <summary>Requests as text, for <see cref="RawConnection"/>.</summary>
public static class RequestText
{
    /// <summary>A POST of JSON with a Content-Length and a bearer credential; <paramref name="headers"/> are whole lines without their ends.</summary>
    public static string Post(string target, string? secret, string body, params IEnumerable<string> headers)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"POST {target} HTTP/1.1\r\nHost: gateway.test\r\n");
        if (secret is not null) text.Append(CultureInfo.InvariantCulture, $"Authorization: Bearer {secret}\r\n");
        text.Append(CultureInfo.InvariantCulture, $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n");
        foreach (var header in headers) text.Append(header).Append("\r\n");
        return text.Append("\r\n").Append(body).ToString();
    }

    public static string Get(string target, string? secret, params IEnumerable<string> headers) => Bodiless("GET", target, secret, headers);

    public static string Bodiless(string method, string target, string? secret, params IEnumerable<string> headers)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{method} {target} HTTP/1.1\r\nHost: gateway.test\r\n");
        if (secret is not null) text.Append(CultureInfo.InvariantCulture, $"Authorization: Bearer {secret}\r\n");
        foreach (var header in headers) text.Append(header).Append("\r\n");
        return text.Append("\r\n").ToString();
    }

    /// <summary>A small chat request.</summary>
    public static string Chat(string? secret, string model = "gpt-4o-mini", bool stream = false, string more = "", params IEnumerable<string> headers) =>
        Post("/v1/chat/completions", secret, ChatBody(model, stream, more), headers);

    public static string ChatBody(string model = "gpt-4o-mini", bool stream = false, string more = "") =>
        $$"""{"model":"{{model}}",{{(stream ? "\"stream\":true," : "")}}{{more}}"messages":[{"role":"user","content":"Say a few words."}]}""";
}
