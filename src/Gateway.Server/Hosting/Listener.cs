using System.Net;
using System.Net.Sockets;
using Gateway.Server.Configuration;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Gateway.Server.Hosting;

/// <summary>
/// One Kestrel with its addresses: the data plane, the administration and echo have one each, so that each is bound, tuned and stopped on
/// its own, and data plane connections never meet the HTTP stack.
/// </summary>
public sealed class Listener : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly List<Bound> _bound;
    private bool _stopped;

    private Listener(WebApplication application, List<Bound> bound)
    {
        _application = application;
        _bound = bound;
    }

    /// <summary>The URLs that it can be reached at, with the ports that the system chose. For <c>*</c> the host is 0.0.0.0.</summary>
    public IReadOnlyList<Uri> Addresses => [.. _bound.Select(b => b.Url).Distinct()];

    /// <summary>What <c>configure</c> added.</summary>
    public IServiceProvider Services => _application.Services;

    /// <summary>Binds and accepts.</summary>
    /// <param name="plan">What to listen on, and how.</param>
    /// <param name="configure">Adds services.</param>
    /// <param name="map">Adds routes.</param>
    /// <exception cref="StartException">An address is taken or not to be had.</exception>
    public static async Task<Listener> StartAsync(ListenerPlan plan, Action<WebApplicationBuilder>? configure = null, Action<WebApplication>? map = null)
    {
        var bound = new List<Bound>();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(Listener).Assembly.GetName().Name });
        builder.Services.AddSingleton(plan.LoggerFactory).AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        // Signals are ours alone: three listeners must not each begin to stop on their own.
        builder.Services.AddSingleton<IHostLifetime>(new SilentLifetime());
        builder.WebHost.UseKestrelCore().UseSockets(plan.Transport.Apply).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (var endpoint in plan.Endpoints)
                Listen(kestrel, endpoint, plan, bound);
        });
        configure?.Invoke(builder);
        var application = builder.Build();
        map?.Invoke(application);
        try
        {
            await application.StartAsync();
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            await application.DisposeAsync();
            throw new StartException($"{plan.Setting}: {Explain(failure, plan)}", ExitCode.Unavailable, failure);
        }
        return new Listener(application, bound);
    }

    /// <summary>Closes the listening sockets, asks connections to end, and waits for them until <paramref name="cut"/>, which aborts them.</summary>
    public async Task StopAsync(CancellationToken cut)
    {
        if (_stopped)
            return;
        _stopped = true;
        await _application.StopAsync(cut);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
    }

    private static void Listen(KestrelServerOptions kestrel, ListenEndpoint endpoint, ListenerPlan plan, List<Bound> bound)
    {
        foreach (var address in AddressesOf(endpoint))
        {
            kestrel.Listen(new IPEndPoint(address, endpoint.Port), options =>
            {
                options.Protocols = HttpProtocols.Http1;
                if (endpoint.IsHttps)
                    options.UseHttps(Handshake(plan));
                if (plan.Connections is { } handler)
                    options.Run(handler.OnConnectedAsync);
                bound.Add(new Bound(endpoint, options));
            });
        }
    }

    private static TlsHandshakeCallbackOptions Handshake(ListenerPlan plan) => new()
    {
        HandshakeTimeout = plan.HandshakeTimeout,
        OnConnection = _ => ValueTask.FromResult(plan.Certificate!.Current),
    };

    private static IEnumerable<IPAddress> AddressesOf(ListenEndpoint endpoint)
    {
        if (endpoint.Address is { } address)
            return [address.Equals(IPAddress.IPv6Any) && endpoint.Host is "*" or "+" && !CanBind(IPAddress.IPv6Any) ? IPAddress.Any : address];
        // A free port cannot be asked for twice and come out the same.
        return endpoint.Port == 0 || !CanBind(IPAddress.IPv6Loopback) ? [IPAddress.Loopback] : [IPAddress.Loopback, IPAddress.IPv6Loopback];
    }

    private static bool CanBind(IPAddress address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException)
        {
            // Containers often have the protocol and no address of it.
            return false;
        }
    }

    private static string Explain(Exception failure, ListenerPlan plan)
    {
        var addresses = string.Join("; ", plan.Endpoints);
        if (failure.InnerException is AddressInUseException)
            return $"{failure.Message.Split(' ').FirstOrDefault(w => w.Contains("://", StringComparison.Ordinal))?.TrimEnd(':', '.') ?? addresses} is already in use by another process; stop it or choose another port with --{plan.Setting}=http://127.0.0.1:PORT";
        var code = (failure as SocketException ?? failure.InnerException as SocketException)?.SocketErrorCode;
        return code switch
        {
            SocketError.AccessDenied => $"{addresses} may not be listened on; ports below 1024 need privileges",
            SocketError.AddressNotAvailable => $"{addresses} is no address of this machine",
            _ => $"{addresses} cannot be listened on: {failure.Message}",
        };
    }

    private sealed record Bound(ListenEndpoint Endpoint, ListenOptions Options)
    {
        public Uri Url
        {
            get
            {
                var ip = Options.IPEndPoint!;
                var host = Endpoint.Address is null ? "localhost" : ip.Address.Equals(IPAddress.IPv6Any) && Endpoint.Host is "*" or "+" ? "0.0.0.0" : ip.Address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{ip.Address}]" : ip.Address.ToString();
                return new Uri(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(Endpoint.IsHttps ? "https" : "http")}://{host}:{ip.Port}"));
            }
        }
    }

    private sealed class SilentLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
