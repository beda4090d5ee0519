using System.Collections.Concurrent;
using Gateway.EndToEnd.Tests.Rig;
using Gateway.Testing.Http;
using Gateway.Testing.Processes;
using Gateway.Testing.Upstreams;
using Xunit;

[assembly: AssemblyFixture(typeof(StandardGateway))]

namespace Gateway.EndToEnd.Tests.Rig;

/// <summary>
/// One gateway with ordinary settings before one fake upstream, shared by all tests that need nothing else: starting a process for each
/// would take longer than the tests. Tests do not disturb each other, because each scripts its own requests by a header.
/// </summary>
public sealed class StandardGateway : IAsyncLifetime
{
    private const string ScriptHeader = "x-test-script";
    private readonly ConcurrentDictionary<string, UpstreamScript> _scripts = new();
    private int _scriptNumber;

    public FakeUpstream Upstream { get; private set; } = null!;

    public GatewayProcess Gateway { get; private set; } = null!;

    public AdminClient Admin => Gateway.Admin;

    public async ValueTask InitializeAsync()
    {
        Upstream = FakeUpstream.Start(Answer);
        Upstream.Records = false;
        Gateway = await GatewayProcess.StartAsync(GatewaySetup.For(Upstream.Url)
            .Set("Gateway:Providers:dead:BaseUrl", $"http://127.0.0.1:{FreePort.Next()}/v1")
            .Set("Gateway:Providers:dead:Models", "dead-*").Set("Gateway:Providers:dead:Order", "9")
            .Set("Gateway:Providers:dead-anthropic:BaseUrl", $"http://127.0.0.1:{FreePort.Next()}")
            .Set("Gateway:Providers:dead-anthropic:Dialect", "anthropic")
            .Set("Gateway:Providers:dead-anthropic:Models", "dead-*").Set("Gateway:Providers:dead-anthropic:Order", "9")
            .Set("Gateway:Providers:dead-gemini:BaseUrl", $"http://127.0.0.1:{FreePort.Next()}")
            .Set("Gateway:Providers:dead-gemini:Dialect", "gemini")
            .Set("Gateway:Providers:dead-gemini:Models", "dead-*").Set("Gateway:Providers:dead-gemini:Order", "9")
            .Set("Gateway:Providers:openai:FirstByteTimeout", "00:00:02")
            .Set("Gateway:Providers:anthropic:FirstByteTimeout", "00:00:02")
            .Set("Gateway:Providers:gemini:FirstByteTimeout", "00:00:02"));
    }

    public async ValueTask DisposeAsync()
    {
        if (Gateway is not null) await Gateway.DisposeAsync();
        if (Upstream is not null) await Upstream.DisposeAsync();
    }

    /// <summary>What the upstream does with the requests that carry the script's header line.</summary>
    public UpstreamScript Script(Func<RecordedRequest, Reply> respond)
    {
        var script = new UpstreamScript(ScriptHeader, $"s{Interlocked.Increment(ref _scriptNumber)}", respond);
        _scripts[script.Id] = script;
        return script;
    }

    public Task<RawConnection> ConnectAsync() => Gateway.ConnectAsync();

    /// <summary>One request on a connection of its own.</summary>
    public async Task<RawResponse> ExchangeAsync(string request)
    {
        await using var connection = await ConnectAsync();
        return await connection.ExchangeAsync(request);
    }

    private Reply Answer(RecordedRequest request) =>
        request.Header(ScriptHeader) is { } id ? _scripts[id].Answer(request) : CompletionScript.Answer(request);
}
