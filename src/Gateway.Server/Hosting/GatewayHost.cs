using Gateway.Admin;
using Gateway.Admin.Access;
using Gateway.Admin.Keys;
using Gateway.Core.Keys;
using Gateway.Server.Configuration;
using Gateway.Server.Connections;
using Gateway.Server.Echo;
using Gateway.Server.Logging;
using Gateway.Server.Providers;
using Gateway.Server.Quickstart;
using Gateway.Server.Tls;

namespace Gateway.Server.Hosting;

/// <summary>
/// A running gateway, put together from its parts in the order in which they need each other; stopped and let go in the reverse order. The
/// data plane listens last, when everything behind it is there, and stops first.
/// </summary>
public sealed partial class GatewayHost : IAsyncDisposable
{
    // Connections that were cut need a moment to notice; nothing of value is left in them.
    private static readonly TimeSpan CutTimeout = TimeSpan.FromSeconds(2);

    private readonly List<object> _parts = [];
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Readiness _readiness = new();
    private AccessLog? _accessLog;
    private DataPlane _dataPlane = null!;
    private Listener _data = null!;
    private Listener _admin = null!;

    private GatewayHost(GatewaySettings settings, ILoggerFactory loggers, TimeProvider time)
    {
        Settings = settings;
        _loggers = loggers;
        _logger = loggers.CreateLogger("Gateway");
        _time = time;
    }

    /// <summary>What it runs with, echo included.</summary>
    public GatewaySettings Settings { get; private set; }

    /// <summary>Where the data plane listens.</summary>
    public IReadOnlyList<Uri> DataAddresses => _data.Addresses;

    /// <summary>Where the administration listens.</summary>
    public IReadOnlyList<Uri> AdminAddresses => _admin.Addresses;

    /// <summary>The admin token that this start made, or null.</summary>
    public string? NewAdminToken { get; private set; }

    /// <summary>The secret of the key that this start made, or null.</summary>
    public string? QuickstartKey { get; private set; }

    /// <summary>Whether requests should be sent here.</summary>
    public IReadiness Readiness => _readiness;

    /// <summary>Starts everything, and is ready when it returns.</summary>
    /// <exception cref="StartException">It cannot start; nothing is left running.</exception>
    public static async Task<GatewayHost> StartAsync(GatewaySettings settings, DataDirectory directory, ILoggerFactory loggers, TimeProvider time)
    {
        var host = new GatewayHost(settings, loggers, time);
        try
        {
            await host.StartPartsAsync(directory);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens the access log anew, for whoever renamed its file.</summary>
    public void Hangup() => _accessLog?.Reopen();

    /// <summary>Stops accepting, lets requests in flight end within <c>DrainTimeout</c>, and cuts the rest.</summary>
    /// <param name="reason">For the log.</param>
    /// <param name="cut">Cuts at once.</param>
    public async Task StopAsync(string reason, CancellationToken cut)
    {
        LogStopping(reason, _dataPlane.OpenConnections, Settings.Limits.DrainTimeout);
        _readiness.Drain();
        // Closing the sockets comes first within the listener's stop; it then waits for the connections that the drain ends.
        using var end = new CancellationTokenSource();
        var closed = _data.StopAsync(end.Token);
        var cutConnections = await _dataPlane.DrainAsync(Settings.Limits.DrainTimeout, cut);
        end.CancelAfter(CutTimeout);
        await closed;
        await _admin.StopAsync(new CancellationToken(canceled: true));
        LogStopped(cutConnections);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        for (var i = _parts.Count - 1; i >= 0; i--)
        {
            if (_parts[i] is IAsyncDisposable part)
                await part.DisposeAsync();
            else
                ((IDisposable)_parts[i]).Dispose();
        }
        _parts.Clear();
    }

    private async Task StartPartsAsync(DataDirectory directory)
    {
        var (tokens, made) = AdminTokenFile.Open(directory, Settings.Admin.Token);
        NewAdminToken = made;
        var prices = Own(PriceFiles.Open(Settings.PricesFile));
        if (!Settings.ProvidersConfigured)
        {
            var echo = Own(await EchoProvider.StartAsync(_time, _loggers));
            Settings = Settings with { Providers = Settings.Providers.Add(echo.Settings) };
        }
        _accessLog = Settings.AccessLog is { } log ? Own(OpenAccessLog(log)) : null;
        var keys = new KeyDirectory();
        var health = new UpstreamHealth(Settings.Providers, _time, _loggers.CreateLogger<UpstreamHealth>());
        _dataPlane = Own(new DataPlane(
            Settings, keys, prices.Table, _readiness, health, _accessLog,
            static (destination, key) => KeyJson.Write(destination, key, Clock.Read(), includeMetadata: false),
            _loggers.CreateLogger<DataPlane>()));
        prices.Watch(_dataPlane.Replace, _logger);
        _admin = Own(await StartAdminAsync(keys, tokens));
        if (!Settings.ProvidersConfigured)
            QuickstartKey = await Quickstart.QuickstartKey.CreateAsync(_admin.Services.GetRequiredService<KeyStore>());
        _data = Own(await StartDataAsync());
        _readiness.Ready();
        var (dataPlane, admin, names) = (string.Join(' ', DataAddresses), string.Join(' ', AdminAddresses), string.Join(' ', Settings.Providers.Select(p => p.Name)));
        LogStarted(BuildVersion.Text, Environment.ProcessId, dataPlane, admin, names, Settings.DataDirectory);
        await WarnAsync();
    }

    private async Task<Listener> StartDataAsync() => await Listener.StartAsync(new ListenerPlan
    {
        Setting = "Gateway:Listen",
        Endpoints = Settings.Listen,
        LoggerFactory = _loggers,
        Transport = SocketProfile.Inline,
        Connections = _dataPlane.Handler,
        Certificate = Certificate(Settings.Tls, "Gateway:Tls"),
        HandshakeTimeout = Settings.Limits.HandshakeTimeout,
    });

    private async Task<Listener> StartAdminAsync(KeyDirectory keys, AdminTokens tokens) => await Listener.StartAsync(
        new ListenerPlan
        {
            Setting = "Gateway:Admin:Listen",
            Endpoints = Settings.Admin.Listen,
            LoggerFactory = _loggers,
            Certificate = Certificate(Settings.Admin.Tls, "Gateway:Admin:Tls"),
            HandshakeTimeout = Settings.Limits.HandshakeTimeout,
        },
        builder => builder.Services.AddGatewayAdmin(keys, tokens, Clock.Read),
        application => application.MapGatewayAdmin());

    private ReloadingCertificate? Certificate(TlsFiles? files, string setting) =>
        files is null ? null : Own(ReloadingCertificate.Open(setting, files, _logger));

    private AccessLog OpenAccessLog(string log)
    {
        try
        {
            var target = log == "stdout" ? AccessLogTarget.StandardOutput() : AccessLogTarget.File(log);
            return new AccessLog(target, _loggers.CreateLogger<AccessLog>());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"Gateway:AccessLog: {log} cannot be written: {failure.Message}", ExitCode.Configuration, failure);
        }
    }

    private async Task WarnAsync()
    {
        LogInMemory(Settings.Durability, Settings.CheckpointInterval);
        if (!await InlineCompletions.AreInEffectAsync())
            LogNotInline();
        foreach (var provider in Settings.Providers)
        {
            if (provider.BaseUrl.Scheme == Uri.UriSchemeHttp && !provider.BaseUrl.IsLoopback && provider.ApiKey is not null)
                LogPlainProvider(provider.Name, provider.BaseUrl);
        }
    }

    private T Own<T>(T part)
        where T : class
    {
        _parts.Add(part);
        return part;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Started {Version}, process {ProcessId}: data plane {DataPlane}, admin {Admin}, providers {Providers}, data directory {DataDirectory}")]
    private partial void LogStarted(string version, int processId, string dataPlane, string admin, string providers, string dataDirectory);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Stopping ({Reason}): {Connections} connections open, requests in flight have {DrainTimeout}; a second signal cuts them")]
    private partial void LogStopping(string reason, int connections, TimeSpan drainTimeout);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "Stopped; {Cut} connections were cut")]
    private partial void LogStopped(int cut);

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning, Message = "Keys and usage are in memory in this version and end with the process; Durability {Durability} and CheckpointInterval {Interval} have no effect yet")]
    private partial void LogInMemory(Durability durability, TimeSpan interval);

    [LoggerMessage(EventId = 5, Level = LogLevel.Warning, Message = "Inline socket completions are not in effect; requests cost about twice the CPU. DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS has to be 1 or unset")]
    private partial void LogNotInline();

    [LoggerMessage(EventId = 6, Level = LogLevel.Warning, Message = "Provider {Provider} gets its key over plain HTTP at {BaseUrl}")]
    private partial void LogPlainProvider(string provider, Uri baseUrl);
}
