using System.Text;
using Gateway.EndToEnd.Tests.Rig;
using Gateway.Testing.Http;
using Gateway.Testing.Upstreams;
using Xunit;

namespace Gateway.EndToEnd.Tests.Relay;

/// <summary>Wherever <c>model</c> stands in a body, the limits of its key hold, and the body arrives as it was sent.</summary>
public sealed class ModelPlaceTests(StandardGateway rig)
{
    private const int ImageBytes = 5 << 20;

    [Theory]
    [InlineData("""{"model":"gpt-4o-mini","messages":[{"role":"user","content":"hi"}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":"\"model\":\"gpt-4o\""}],"model":"gpt-4o-mini"}""")]
    [InlineData("""  {"messages":[{"role":"user","content":"hi","model":"gpt-4o"}], "model" : "gpt-4o-\u006dini" }  """)]
    public async Task First_last_and_escaped(string body)
    {
        var may = await rig.Admin.CreateKeyAsync("""{"allowed_models":["gpt-4o-mini"]}""");
        var mayNot = await rig.Admin.CreateKeyAsync("""{"allowed_models":["gpt-4o"]}""");
        var script = rig.Script(CompletionScript.Answer);
        Assert.Equal(200, (await rig.ExchangeAsync(RequestText.Post("/v1/chat/completions", may.Secret, body, script.Line))).Status);
        Assert.Equal(body, Assert.Single(script.Requests).BodyText);
        var refused = await rig.ExchangeAsync(RequestText.Post("/v1/chat/completions", mayNot.Secret, body, script.Line));
        Envelope.AssertRefused(refused, Api.OpenAi, 403, "invalid_request_error", "model_not_allowed");
    }

    [Fact]
    public async Task Behind_megabytes_of_images()
    {
        var key = await rig.Admin.CreateKeyAsync("""{"allowed_models":["gpt-4o-mini"],"token_limit":100000000}""");
        var script = rig.Script(CompletionScript.Answer);
        var image = Convert.ToBase64String(new byte[ImageBytes]);
        var body = """{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,IMAGE"}}]}],"model":"gpt-4o-mini"}"""
            .Replace("IMAGE", image, StringComparison.Ordinal);
        var response = await rig.ExchangeAsync(RequestText.Post("/v1/chat/completions", key.Secret, body, script.Line));
        Assert.True(response.Status == 200, response.ToString());
        Assert.Equal(body.Length, Assert.Single(script.Requests).BodyLength);
        Assert.Equal(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(body))), script.Requests[0].BodyHash);
    }

    [Fact]
    public async Task Twice_is_refused_because_the_provider_might_read_the_other_one()
    {
        var key = await rig.Admin.CreateKeyAsync("""{"allowed_models":["gpt-4o-mini"]}""");
        var script = rig.Script(CompletionScript.Answer);
        foreach (var second in new[] { "gpt-4o", "gpt-4o-mini" })
        {
            var body = $$"""{"model":"gpt-4o-mini","messages":[],"model":"{{second}}"}""";
            Assert.Equal(400, (await rig.ExchangeAsync(RequestText.Post("/v1/chat/completions", key.Secret, body, script.Line))).Status);
        }

        Assert.Empty(script.Requests);
    }

    [Fact]
    public async Task In_multipart_form_data()
    {
        var key = await rig.Admin.CreateKeyAsync("""{"requests_per_minute":10}""");
        var script = rig.Script(CompletionScript.Answer);
        const string Body = "--b1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\nContent-Type: audio/wav\r\n\r\nRIFF....\r\n"
            + "--b1\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nopenai/whisper-1\r\n--b1--\r\n";
        var response = await rig.ExchangeAsync(
            $"POST /v1/audio/transcriptions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key.Secret}\r\n{script.Line}\r\nContent-Type: multipart/form-data; boundary=b1\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");
        Assert.True(response.Status == 200, response.ToString());
        Assert.Equal(Body.Replace("openai/whisper-1", "whisper-1", StringComparison.Ordinal), Assert.Single(script.Requests).BodyText);
    }
}
