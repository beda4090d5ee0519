using System.Net;
using Gateway.Testing.Processes;

namespace Gateway.EndToEnd.Tests.ModelServer;

/// <summary>
/// A real model server: llama.cpp's, with a tiny model of random weights. The text is word salad; tokens, streams and habits are real, among
/// them that it closes a kept-alive connection after every stream without announcing it.
/// </summary>
internal sealed class LlamaServer : IAsyncDisposable
{
    /// <summary>Names the folder it was built in, or a command line with the words PORT and KEY in it.</summary>
    public const string Variable = "GATEWAY_TEST_LLAMA";

    public const string ApiKey = "llama-provider-key-77";
    public const string Model = "tiny";
    private readonly ChildProcess _process;

    private LlamaServer(ChildProcess process, int port)
    {
        _process = process;
        BaseUrl = $"http://127.0.0.1:{port}/v1";
    }

    public string BaseUrl { get; }

    public string Output => _process.Output;

    /// <summary>Null if one can be started, otherwise why not, and whether that is a mistake rather than an absence.</summary>
    public static (string? Reason, bool IsMistake) Missing()
    {
        var value = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(value)) return ($"{Variable} is not set: no model server to try the gateway with", false);
        var executable = Command(value)[0];
        return File.Exists(executable) ? (null, false) : ($"{Variable} leads nowhere: there is no {executable}", true);
    }

    public static async Task<LlamaServer> StartAsync()
    {
        var port = FreePort.Next();
        var command = Command(Environment.GetEnvironmentVariable(Variable)!)
            .Select(part => part.Replace("PORT", $"{port}", StringComparison.Ordinal).Replace("KEY", ApiKey, StringComparison.Ordinal)).ToList();
        var server = new LlamaServer(ChildProcess.Start(command[0], command[1..]), port);
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        for (var waited = 0; ; waited++)
        {
            try
            {
                using var response = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/health"));
                if (response.StatusCode == HttpStatusCode.OK) return server;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                // Loading.
            }

            if (server._process.HasExited || waited > 600)
            {
                await server.DisposeAsync();
                throw new InvalidOperationException($"the model server did not start:\n{server.Output}");
            }

            await Task.Delay(100);
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static string[] Command(string value) => value.Contains("PORT", StringComparison.Ordinal)
        ? value.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        :
        [
            Path.Combine(value, "srv", "build", "llama-server"), "-m", Path.Combine(value, "random-gpt2.gguf"),
            "--host", "127.0.0.1", "--port", "PORT", "-c", "8192", "-np", "8", "-t", "1", "--no-ui", "--api-key", "KEY", "--alias", Model, "--embeddings", "--pooling", "mean",
        ];
}
