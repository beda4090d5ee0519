using Gateway.EndToEnd.Tests.Rig;
using Gateway.Testing.Http;
using Gateway.Testing.Processes;
using Gateway.Testing.Upstreams;
using Xunit;

namespace Gateway.EndToEnd.Tests.Relay;

/// <summary>Credentials never cross: the client's never reaches the provider, the provider's never the client, neither a log.</summary>
public sealed class CredentialTests
{
    [Fact]
    public async Task No_credential_crosses_or_is_logged()
    {
        await using var upstream = FakeUpstream.Start();
        var folder = Directory.CreateTempSubdirectory("gateway-test-");
        var log = Path.Combine(folder.FullName, "access.log");
        await using var gateway = await GatewayProcess.StartAsync(GatewaySetup.For(upstream.Url).Set("Gateway:AccessLog", log).Set("Gateway:Log:Level", "Debug"));
        var key = await gateway.Admin.CreateKeyAsync("""{"requests_per_minute":20}""");

        var seen = new List<string>();
        foreach (var api in Enum.GetValues<Api>())
        {
            foreach (var name in new[] { "Authorization: Bearer", "x-api-key:", "api-key:", "x-goog-api-key:" })
            {
                await using var connection = await gateway.ConnectAsync();
                seen.Add((await connection.ExchangeAsync(api.Request(null, headers: [$"{name} {key.Secret}", "Cookie: session=1", "Proxy-Authorization: Basic eA=="]))).ToString());
            }
        }

        await using (var connection = await gateway.ConnectAsync())
        {
            seen.Add((await connection.ExchangeAsync(RequestText.Post($"/v1beta/models/gemini-2.5-flash:generateContent?key={key.Secret}&alt=json", null, Api.Gemini.Body()))).ToString());
            seen.Add((await connection.ExchangeAsync(RequestText.Post("/v1/chat/completions", key.Secret + "x", "{}"))).ToString());
            seen.Add((await connection.ExchangeAsync(RequestText.Post($"/v1/chat/completions?key={key.Secret}", key.Secret, "{"))).ToString());
        }

        Assert.Equal(13, upstream.Requests.Count);
        Assert.Equal(13, seen.Count(text => text.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)));
        foreach (var request in upstream.Requests)
        {
            Assert.DoesNotContain(key.Secret, request.HeadText + request.BodyText, StringComparison.Ordinal);
            Assert.DoesNotContain("Proxy-Authorization", request.HeadText, StringComparison.OrdinalIgnoreCase);
            var expected = request.Path switch
            {
                "/v1/chat/completions" => $"Authorization: Bearer {GatewaySetup.ProviderSecret}",
                "/v1/messages" => $"x-api-key: {GatewaySetup.ProviderSecret}",
                _ => $"x-goog-api-key: {GatewaySetup.ProviderSecret}",
            };
            Assert.Contains(expected, request.HeadText, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(1, request.Headers.Count(header => header.Value.Contains(GatewaySetup.ProviderSecret, StringComparison.Ordinal)));
        }

        Assert.EndsWith("?alt=json", upstream.Requests[12].Target, StringComparison.Ordinal);
        foreach (var text in seen) Assert.DoesNotContain(GatewaySetup.ProviderSecret, text, StringComparison.Ordinal);

        Assert.Equal(0, await gateway.StopAsync());
        var logged = await File.ReadAllTextAsync(log);
        Assert.Contains("/v1/chat/completions", logged, StringComparison.Ordinal);
        foreach (var secret in new[] { key.Secret, GatewaySetup.ProviderSecret, gateway.Admin.Token })
        {
            Assert.DoesNotContain(secret, gateway.Output, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, logged, StringComparison.Ordinal);
        }

        folder.Delete(recursive: true);
    }
}
