using Gateway.Testing.Processes;

namespace Gateway.EndToEnd.Tests.Sdk;

/// <summary>npm <c>@copilotkit/aimock</c>, a mock provider that speaks the three dialects, with our fixtures.</summary>
internal sealed class Aimock : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private Aimock(ChildProcess process, int port)
    {
        _process = process;
        Url = $"http://127.0.0.1:{port}";
    }

    public string Url { get; }

    public string Output => _process.Output;

    /// <summary>Starts it and waits until it answers; the packages must be installed.</summary>
    public static async Task<Aimock> StartAsync()
    {
        var port = FreePort.Next();
        var process = ChildProcess.Start("node",
            [
                Path.Combine("node_modules", "@copilotkit", "aimock", "dist", "cli.js"),
                "--port", $"{port}", "--fixtures", Path.Combine("fixtures", "completions.json"), "--validate-on-load", "--strict", "--log-level", "warn",
            ],
            directory: NodeModules.Folder);
        var aimock = new Aimock(process, port);
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        for (var waited = 0; ; waited++)
        {
            try
            {
                using var response = await client.GetAsync(new Uri($"{aimock.Url}/v1/models"));
                if (response.IsSuccessStatusCode) return aimock;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet.
            }

            if (process.HasExited || waited > 300)
            {
                await process.DisposeAsync();
                throw new InvalidOperationException($"aimock did not start:\n{process.Output}");
            }

            await Task.Delay(100);
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
