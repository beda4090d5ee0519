using System.Net;
using Gateway.Server.Configuration;
using Gateway.Server.Hosting;
using Gateway.Wire.Completions;

namespace Gateway.Server.Echo;

/// <summary>
/// A provider inside this process, reached over loopback like any other, so that a first request works on a machine without a network. It
/// answers in OpenAI's dialect with the user's own last words, and leaves the thread that reads the socket before it works.
/// </summary>
public sealed class EchoProvider : IAsyncDisposable
{
    /// <summary>Its name.</summary>
    public const string Name = "echo";

    // Twice what the gateway holds of a body by default.
    private const long LargestBody = 64 * 1024 * 1024;

    private readonly Listener _listener;

    private EchoProvider(Listener listener) => _listener = listener;

    /// <summary>What the gateway needs to forward to it. It stands behind every other provider.</summary>
    public ProviderSettings Settings => new()
    {
        Name = Name,
        BaseUrl = new Uri(_listener.Addresses[0], "/v1"),
        Dialect = Dialect.OpenAI,
        AuthHeader = AuthHeader.Bearer,
        Models = ["echo-*"],
        Order = 1_000_000,
        PricesOf = Name,
        IsEcho = true,
    };

    /// <summary>Listens on a free port of loopback.</summary>
    public static async Task<EchoProvider> StartAsync(TimeProvider time, ILoggerFactory loggerFactory)
    {
        var plan = new ListenerPlan
        {
            Setting = "echo",
            Endpoints = [new ListenEndpoint("http://127.0.0.1:0", false, "127.0.0.1", IPAddress.Loopback, 0)],
            LoggerFactory = loggerFactory,
        };
        var listener = await Listener.StartAsync(
            plan,
            builder => builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = LargestBody),
            new EchoRoutes(time).Map);
        return new EchoProvider(listener);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _listener.DisposeAsync();
}
