using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Testing.Upstreams;

/// <summary>
/// A scriptable HTTP/1.1 server on a raw loopback socket. It records what arrives byte by byte, answers as <see cref="Respond"/> says, down to
/// the packet and the reset, and keeps a ledger of the usage it sent. Thread-safe; scripts are called on pool threads, several at once.
/// </summary>
public sealed class FakeUpstream : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<UpstreamConnection, Task> _connections = new();
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly ConcurrentQueue<Exception> _scriptFaults = new();
    private readonly Task _accepting;
    private int _accepted;

    private FakeUpstream(Func<RecordedRequest, Reply> respond)
    {
        Respond = respond;
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(1024);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Starts one that answers every completion route with the usage its request asks for (<see cref="CompletionScript"/>).</summary>
    public static FakeUpstream Start() => new(CompletionScript.Answer);

    public static FakeUpstream Start(Func<RecordedRequest, Reply> respond) => new(respond);

    public int Port { get; }

    /// <summary>Scheme and authority, without a path and without a slash at the end.</summary>
    public string Url => $"http://127.0.0.1:{Port}";

    /// <summary>What to do with a request whose body has been read.</summary>
    public Func<RecordedRequest, Reply> Respond { get; set; }

    /// <summary>What to do as soon as the head is there; null (the default, and as an answer) means: read the body first.</summary>
    public Func<RecordedRequest, Reply?>? RespondToHead { get; set; }

    /// <summary>How much of a body is kept in <see cref="RecordedRequest.Body"/>; all of it is counted and hashed.</summary>
    public int KeptBodyBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>When false, requests are answered and counted but not kept (long runs).</summary>
    public bool Records { get; set; } = true;

    public UsageLedger Ledger { get; } = new();

    /// <summary>Requests whose head was complete, in order of arrival.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    public RecordedRequest LastRequest => _requests.LastOrDefault() ?? throw new InvalidOperationException("the upstream has received no request");

    public int AcceptedConnections => Volatile.Read(ref _accepted);

    public int OpenConnections => _connections.Count;

    /// <summary>Exceptions that scripts threw; a test that saw one cannot trust its result.</summary>
    public IReadOnlyList<Exception> ScriptFaults => [.. _scriptFaults];

    public void Forget() => _requests.Clear();

    /// <summary>Closes every open connection in an orderly way, as a restarting server does; the listener stays.</summary>
    public void CloseConnections()
    {
        foreach (var connection in _connections.Keys) connection.Close();
    }

    /// <summary>Waits until at least <paramref name="count"/> requests have arrived.</summary>
    public async Task WaitForRequestsAsync(int count, TimeSpan? timeout = null)
    {
        using var deadline = new CancellationTokenSource(timeout ?? TimeSpan.FromSeconds(10));
        while (_requests.Count < count)
        {
            if (deadline.IsCancellationRequested) throw new TimeoutException($"the upstream has received {_requests.Count} of {count} requests");
            await Task.Delay(5);
        }
    }

    /// <summary>Waits until no more than <paramref name="count"/> connections are open.</summary>
    public async Task WaitForConnectionsAsync(int count, TimeSpan? timeout = null)
    {
        using var deadline = new CancellationTokenSource(timeout ?? TimeSpan.FromSeconds(10));
        while (_connections.Count > count)
        {
            if (deadline.IsCancellationRequested) throw new TimeoutException($"{_connections.Count} connections are open, {count} expected");
            await Task.Delay(5);
        }
    }

    internal void Record(RecordedRequest request)
    {
        if (Records) _requests.Enqueue(request);
    }

    internal void RecordScriptFault(Exception fault) => _scriptFaults.Enqueue(fault);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        foreach (var connection in _connections.Keys) connection.Abort();
        await Task.WhenAll(_connections.Values);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptAsync(_stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            socket.NoDelay = true;
            var connection = new UpstreamConnection(this, socket, Interlocked.Increment(ref _accepted) - 1);
            var serving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _connections[connection] = serving.Task;
            _ = ServeAsync(connection, serving);
        }
    }

    private async Task ServeAsync(UpstreamConnection connection, TaskCompletionSource served)
    {
        try
        {
            await connection.ServeAsync(_stop.Token);
        }
        finally
        {
            _connections.TryRemove(connection, out _);
            served.SetResult();
        }
    }
}
