using System.Diagnostics;
using Gateway.Testing.Http;

namespace Gateway.Testing.Processes;

/// <summary>The real gateway in a process of its own, on free loopback ports, with a data directory that goes with it.</summary>
public sealed class GatewayProcess : IAsyncDisposable
{
    // A preset must not become active because the machine that runs the tests has a key lying about.
    private static readonly string[] s_foreignVariables = ["OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GEMINI_API_KEY", "GOOGLE_API_KEY"];
    private static readonly TimeSpan s_startTimeout = TimeSpan.FromSeconds(40);

    private readonly string? _ownFolder;

    private GatewayProcess(ChildProcess child, int port, int adminPort, string adminToken, string? ownFolder)
    {
        Child = child;
        Port = port;
        _ownFolder = ownFolder;
        Admin = new AdminClient(new Uri($"http://127.0.0.1:{adminPort}"), adminToken);
        AdminPort = adminPort;
    }

    public ChildProcess Child { get; }

    public int Port { get; }

    public int AdminPort { get; }

    public AdminClient Admin { get; }

    public int Id => Child.Id;

    /// <summary>Scheme and authority of the data plane, without a slash at the end.</summary>
    public string Url => $"http://127.0.0.1:{Port}";

    public string Output => Child.Output;

    /// <summary>Starts one and waits until it says that it is ready.</summary>
    public static async Task<GatewayProcess> StartAsync(GatewaySetup setup)
    {
        for (var attempt = 0; ; attempt++)
        {
            var gateway = Launch(setup);
            try
            {
                await gateway.WaitUntilReadyAsync();
                return gateway;
            }
            catch (InvalidOperationException e) when (attempt < 3 && e.Message.Contains("in use", StringComparison.Ordinal))
            {
                // Somebody else took the port between our look and its listen.
                await gateway.DisposeAsync();
            }
            catch
            {
                await gateway.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Starts one and does not wait; for starts that are meant to fail.</summary>
    public static GatewayProcess Launch(GatewaySetup setup)
    {
        if (!File.Exists(Repository.GatewayExecutable)) throw new InvalidOperationException($"{Repository.GatewayExecutable} is missing; build src/Gateway.Server");
        var ownFolder = setup.DataDirectory is null ? Directory.CreateTempSubdirectory("gateway-test-").FullName : null;
        var (port, adminPort) = (FreePort.Next(), FreePort.Next());
        var adminToken = setup.Settings.GetValueOrDefault("Gateway:Admin:Token") ?? $"gwa_test_{Guid.NewGuid():N}{Guid.NewGuid():N}";
        var environment = new Dictionary<string, string?>
        {
            ["Gateway__Listen"] = $"http://127.0.0.1:{port}",
            ["Gateway__Admin__Listen"] = $"http://127.0.0.1:{adminPort}",
            ["Gateway__Admin__Token"] = adminToken,
            ["Gateway__DataDirectory"] = setup.DataDirectory ?? Path.Combine(ownFolder!, "data"),
        };
        foreach (var name in s_foreignVariables) environment[name] = null;
        foreach (var (name, value) in setup.Settings) environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        foreach (var (name, value) in setup.Environment) environment[name] = value;
        var child = ChildProcess.Start(Repository.GatewayExecutable, setup.Arguments, environment, ownFolder ?? setup.DataDirectory);
        return new GatewayProcess(child, port, adminPort, adminToken, ownFolder);
    }

    /// <summary>A connection to the data plane.</summary>
    public Task<RawConnection> ConnectAsync() => RawConnection.OpenAsync(Port);

    /// <summary>SIGTERM, then the exit code.</summary>
    public async Task<int> StopAsync(TimeSpan? timeout = null)
    {
        Child.Terminate();
        return await Child.WaitForExitAsync(timeout ?? TimeSpan.FromSeconds(35));
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await Child.DisposeAsync();
        if (_ownFolder is not null) Directory.Delete(_ownFolder, recursive: true);
    }

    private async Task WaitUntilReadyAsync()
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var watch = Stopwatch.StartNew();
        while (true)
        {
            if (Child.HasExited) throw new InvalidOperationException($"the gateway ended with exit code {await Child.WaitForExitAsync(s_startTimeout)}:\n{Output}");
            try
            {
                using var response = await client.GetAsync(new Uri($"{Url}/health/ready"));
                if (response.IsSuccessStatusCode) return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet.
            }

            if (watch.Elapsed > s_startTimeout) throw new TimeoutException($"the gateway was not ready within {s_startTimeout}:\n{Output}");
            await Task.Delay(25);
        }
    }
}
