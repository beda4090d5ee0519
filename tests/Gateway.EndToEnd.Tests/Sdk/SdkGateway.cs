using System.Text.Json.Nodes;
using Gateway.EndToEnd.Tests.Rig;
using Gateway.Testing.Http;
using Gateway.Testing.Processes;
using Xunit;

namespace Gateway.EndToEnd.Tests.Sdk;

/// <summary>The collection of tests that run unmodified SDKs, one after the other: each starts a runtime of its own.</summary>
[CollectionDefinition(Name)]
public sealed class SdkCollection : ICollectionFixture<SdkGateway>
{
    public const string Name = "SDKs";
}

/// <summary>A gateway before aimock, with a key for each kind of trouble.</summary>
public sealed class SdkGateway : IAsyncLifetime
{
    private Aimock? _aimock;
    private GatewayProcess? _gateway;
    private string? _missing;

    public string Url => _gateway!.Url;

    public AdminClient Admin => _gateway!.Admin;

    /// <summary>A key with every limit, none of them in reach.</summary>
    public CreatedKey Good { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _missing = await NodeModules.MissingAsync();
        if (_missing is not null) return;
        _aimock = await Aimock.StartAsync();
        _gateway = await GatewayProcess.StartAsync(GatewaySetup.For(_aimock.Url)
            .Provider("dead-openai", $"http://127.0.0.1:{FreePort.Next()}/v1").Set("Gateway:Providers:dead-openai:Models", "dead-*").Set("Gateway:Providers:dead-openai:Order", "9")
            .Provider("dead-anthropic", $"http://127.0.0.1:{FreePort.Next()}", "anthropic").Set("Gateway:Providers:dead-anthropic:Models", "dead-*").Set("Gateway:Providers:dead-anthropic:Order", "9")
            .Provider("dead-gemini", $"http://127.0.0.1:{FreePort.Next()}", "gemini").Set("Gateway:Providers:dead-gemini:Models", "dead-*").Set("Gateway:Providers:dead-gemini:Order", "9"));
        Good = await NewKeyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null) await _gateway.DisposeAsync();
        if (_aimock is not null) await _aimock.DisposeAsync();
    }

    /// <summary>To be called first by every test.</summary>
    public void Require() => Requirement.Met(_missing, mandatoryInCi: true);

    /// <summary>A key with every limit, none of them in reach, whose counters belong to one test.</summary>
    public Task<CreatedKey> NewKeyAsync() =>
        Admin.CreateKeyAsync("""{"token_limit":100000000,"requests_per_minute":100000,"max_in_flight":100,"cost_limit_usd":10000,"reset_period":"daily"}""");

    /// <summary>The secret and the model that lead to the trouble.</summary>
    public async Task<(string Secret, string Model)> ArrangeAsync(Trouble trouble, string model)
    {
        switch (trouble)
        {
            case Trouble.UnknownKey:
                return ("gwk_nobody", model);
            case Trouble.DisabledKey:
                return ((await Admin.CreateKeyAsync("""{"enabled":false}""")).Secret, model);
            case Trouble.ModelNotAllowed:
                return ((await Admin.CreateKeyAsync("""{"allowed_models":["another-model"]}""")).Secret, model);
            case Trouble.Quota:
                return (await UseUpAsync("""{"token_limit":1,"reset_period":"daily"}"""), model);
            case Trouble.Rate:
                return (await UseUpAsync("""{"requests_per_minute":1}"""), model);
            case Trouble.DeadProvider:
                return ((await Admin.CreateKeyAsync()).Secret, "dead-model");
            default:
                throw new ArgumentOutOfRangeException(nameof(trouble), trouble, null);
        }
    }

    private async Task<string> UseUpAsync(string limits)
    {
        var key = await Admin.CreateKeyAsync(JsonNode.Parse(limits)!.AsObject());
        await using var connection = await _gateway!.ConnectAsync();
        var body = """{"model":"gpt-4o-mini","messages":[{"role":"user","content":"say hello"}]}""";
        Assert.Equal(200, (await connection.ExchangeAsync(RequestText.Post("/v1/chat/completions", key.Secret, body))).Status);
        await Admin.SettledCountersAsync(key.Id);
        return key.Secret;
    }
}
