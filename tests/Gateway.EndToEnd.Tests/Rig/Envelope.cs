using System.Text.Json;
using Gateway.Testing.Http;
using Xunit;

namespace Gateway.EndToEnd.Tests.Rig;

/// <summary>Reads a refusal in its dialect's envelope and holds it against the contract.</summary>
internal static class Envelope
{
    /// <summary>Asserts status, type and code; returns the <c>error</c> object for what else a test wants to see.</summary>
    public static JsonElement AssertRefused(RawResponse response, Api api, int status, string type, string code)
    {
        Assert.True(response.Status == status, $"expected {status} {code}, got:\n{response}");
        Assert.True(response.IsComplete, response.ToString());
        Assert.StartsWith("application/json", response.Header("Content-Type"), StringComparison.Ordinal);
        var body = JsonDocument.Parse(response.Body).RootElement;
        var error = body.GetProperty("error");
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        switch (api)
        {
            case Api.OpenAi:
                Assert.Equal(code, error.GetProperty("code").GetString());
                Assert.Equal(type, error.GetProperty("type").GetString());
                Assert.True(error.TryGetProperty("param", out _), "OpenAI's envelope has a param, null or not");
                break;
            case Api.Anthropic:
                Assert.Equal("error", body.GetProperty("type").GetString());
                Assert.Equal(code, error.GetProperty("code").GetString());
                Assert.Equal(AnthropicType(status), error.GetProperty("type").GetString());
                break;
            default:
                Assert.Equal(code, error.GetProperty("gateway_code").GetString());
                Assert.Equal(status, error.GetProperty("code").GetInt32());
                Assert.Contains(error.GetProperty("status").GetString(), GeminiStatuses(status));
                break;
        }

        return error;
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

    private static string[] GeminiStatuses(int status) => status switch
    {
        401 => ["UNAUTHENTICATED"],
        403 => ["PERMISSION_DENIED"],
        404 => ["NOT_FOUND"],
        429 => ["RESOURCE_EXHAUSTED"],
        503 => ["UNAVAILABLE"],
        >= 500 => ["UNAVAILABLE", "INTERNAL"],
        _ => ["INVALID_ARGUMENT"],
    };
}
