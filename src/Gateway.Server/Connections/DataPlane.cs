using System.Buffers;
using Gateway.Core.Keys;
using Gateway.Core.Prices;
using Gateway.Server.Admission;
using Gateway.Server.Answers;
using Gateway.Server.Configuration;
using Gateway.Server.Forwarding;
using Gateway.Server.Hosting;
using Gateway.Server.Logging;
using Gateway.Server.Providers;
using Gateway.Server.Refusals;
using Gateway.Server.Routing;
using Gateway.Server.Upstreams;
using Gateway.Wire.Completions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.ObjectPool;

namespace Gateway.Server.Connections;

/// <summary>What all client connections share: keys, routes, pools, limits, and the sweep that ends waits. Thread-safe.</summary>
public sealed class DataPlane : IDataPlane, IDisposable
{
    /// <summary>How often deadlines are looked at. Coarse on purpose: the shortest of them is a second.</summary>
    private static readonly TimeSpan s_sweepInterval = TimeSpan.FromMilliseconds(250);

    private readonly GatewayLimits _limits;
    private readonly UpstreamHealth _health;
    private readonly AccessLog? _accessLog;
    private readonly ConnectionRegistry _connections = new();
    private readonly ObjectPool<Exchange> _exchanges;
    private readonly Provider[] _providers;
    private readonly Timer _sweep;
    private readonly Lock _sweeping = new();
    private readonly DateLine _date = new();
    private readonly ModelLists _modelLists;
    private ClientConnection[] _swept = [];
    private long _lastPoolSweep;
    private volatile bool _draining;

    /// <summary>Prepares to serve; nothing is connected yet.</summary>
    public DataPlane(
        GatewaySettings settings,
        KeyDirectory keys,
        PriceTable prices,
        IReadiness readiness,
        UpstreamHealth health,
        AccessLog? accessLog,
        Action<IBufferWriter<byte>, ApiKey> writeKey,
        ILogger<DataPlane> logger)
    {
        _limits = settings.Limits;
        _health = health;
        _accessLog = accessLog;
        Log = logger;
        SmallBuffers = new PinnedBuffers(16 * 1024, retained: 16 * 1024);
        LargeBuffers = new PinnedBuffers(64 * 1024, retained: 1024);
        BodyBudget = new BodyBudget(_limits.HeldBodyBytesTotal);
        _providers = [.. settings.Providers.Select((provider, index) => new Provider(provider, index, SmallBuffers))];
        Router = new Router(_providers);
        _modelLists = new ModelLists(_providers);
        LocalAnswers = new LocalAnswers(readiness, _modelLists, writeKey);
        Terms = new ExchangeTerms(_date, prices, () => _draining, logger);
        Gate = new Gate(keys, new ModelRoutes(_providers, prices), readiness, SmallBuffers, _limits);
        _exchanges = new DefaultObjectPool<Exchange>(new ExchangePolicy(this), maximumRetained: 1024);
        Handler = new ClientHandler(this);
        _sweep = new Timer(static state => ((DataPlane)state!).Sweep(), this, s_sweepInterval, s_sweepInterval);
    }

    /// <inheritdoc/>
    public ConnectionHandler Handler { get; }

    /// <summary>Client connections that are open.</summary>
    public int OpenConnections => _connections.Count;

    /// <summary>The providers, in order of preference.</summary>
    public IReadOnlyList<Provider> Providers => _providers;

    /// <summary>Buffers for receiving, sending and the first part of a body.</summary>
    public PinnedBuffers SmallBuffers { get; }

    /// <summary>Buffers for the rest of long bodies.</summary>
    public PinnedBuffers LargeBuffers { get; }

    /// <summary>Memory of all held bodies.</summary>
    public BodyBudget BodyBudget { get; }

    internal ILogger Log { get; }

    internal Router Router { get; }

    internal Gate Gate { get; }

    internal ExchangeTerms Terms { get; }

    internal LocalAnswers LocalAnswers { get; }

    internal RequestIds RequestIds { get; } = new();

    internal bool IsDraining => _draining;

    internal int MaxHeadBytes => _limits.HeadBytes;

    internal long MaxBodyBytes => _limits.BodyBytes;

    internal long HeldBodyBytes => _limits.HeldBodyBytes;

    internal long IdleDue => Environment.TickCount64 + (long)_limits.IdleTimeout.TotalMilliseconds;

    internal long HeadTimeoutMilliseconds => (long)_limits.HeadTimeout.TotalMilliseconds;

    internal long WriteTimeoutMilliseconds => (long)_limits.WriteTimeout.TotalMilliseconds;

    internal long HalfCloseGraceMilliseconds => (long)_limits.HalfCloseGrace.TotalMilliseconds;

    internal static long RefusedBodyDrainMilliseconds => (long)GatewayLimits.RefusedBodyDrainTime.TotalMilliseconds;

    internal static long RefusedBodyDrainBytes => GatewayLimits.RefusedBodyDrainBytes;

    /// <summary>Puts other prices in force for the requests and charges that follow.</summary>
    public void Replace(PriceTable prices)
    {
        Terms.Replace(prices);
        Gate.Replace(new ModelRoutes(_providers, prices));
    }

    /// <inheritdoc/>
    public async Task<int> DrainAsync(TimeSpan limit, CancellationToken cut)
    {
        _draining = true;
        long until = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        while (_connections.Count > 0 && Environment.TickCount64 < until && !cut.IsCancellationRequested)
            await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);

        ClientConnection[] left = [];
        int count = _connections.CopyTo(ref left);
        for (int i = 0; i < count; i++)
            left[i].Cut();
        foreach (Provider provider in _providers)
            provider.Pool.Clear();
        return count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sweep.Dispose();
        _modelLists.Dispose();
        foreach (Provider provider in _providers)
            provider.Pool.Clear();
    }

    /// <summary>By when a body that began at <paramref name="startedAt"/> and has brought <paramref name="received"/> bytes must have brought more.</summary>
    internal long BodyDue(long startedAt, long received)
        => startedAt + (long)GatewayLimits.BodyRateGrace.TotalMilliseconds + (received * 1000 / Math.Max(1, _limits.MinBodyBytesPerSecond));

    internal Exchange Rent() => _exchanges.Get();

    internal async Task ServeAsync(ConnectionContext context)
    {
        var connection = new ClientConnection(context, this);
        if (!_connections.TryAdd(connection, _limits.Connections))
        {
            await RefuseConnectionAsync(context);
            return;
        }

        try
        {
            await connection.RunAsync();
        }
        finally
        {
            _connections.Remove(connection);
        }
    }

    internal void ReportUnreachable(Provider provider, string cause) => _health.Report(provider.Index, UpstreamState.Unreachable, cause);

    internal void Health(Provider provider, UpstreamState state, int status = 0)
        => _health.Report(provider.Index, state, status == 0 ? null : $"status {status}");

    internal void EndExchange(Exchange exchange, RefusalCode refused, bool clientGone, bool reuse = true)
    {
        Terms.OnEnded(exchange);
        if (_accessLog is not null)
            AccessLogLine.Write(_accessLog, exchange, refused, clientGone);
        if (exchange.SendBuffer is { } buffer && reuse && buffer.Length == SmallBuffers.Size)
            SmallBuffers.Return(buffer);
        exchange.SendBuffer = null;
        if (!reuse)
            return;
        exchange.Reset();
        _exchanges.Return(exchange);
    }

    private async Task RefuseConnectionAsync(ConnectionContext context)
    {
        var shape = new AnswerShape { RequestId = default, Date = _date, Closes = true };
        RefusalWriter.Write(context.Transport.Output, new Refusal(RefusalCode.Overloaded), Dialect.OpenAI, shape);
        await context.Transport.Output.FlushAsync();
    }

    private void Sweep()
    {
        // One at a time: a sweep that takes longer than the interval is not joined by a second one.
        if (!_sweeping.TryEnter())
            return;
        try
        {
            _date.Renew(DateTimeOffset.UtcNow);
            long now = Environment.TickCount64;
            int count = _connections.CopyTo(ref _swept);
            for (int i = 0; i < count; i++)
                _swept[i].Sweep(now);
            Array.Clear(_swept, 0, count);
            if (now - _lastPoolSweep < 1000)
                return;
            _lastPoolSweep = now;
            foreach (Provider provider in _providers)
                provider.Pool.Sweep(now);
        }
        catch (Exception fault)
        {
            Log.SweepFailed(fault);
            throw;
        }
        finally
        {
            _sweeping.Exit();
        }
    }

    private sealed class ClientHandler(DataPlane plane) : ConnectionHandler
    {
        public override Task OnConnectedAsync(ConnectionContext connection) => plane.ServeAsync(connection);
    }

    private sealed class ExchangePolicy(DataPlane plane) : PooledObjectPolicy<Exchange>
    {
        public override Exchange Create() => new(new HeldBody(plane.SmallBuffers, plane.LargeBuffers, plane.BodyBudget));

        public override bool Return(Exchange obj) => true;
    }
}
