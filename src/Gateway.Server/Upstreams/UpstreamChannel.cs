using System.Threading.Tasks.Sources;

namespace Gateway.Server.Upstreams;

/// <summary>The bytes of one upstream connection: sends, and a receive that can be posted before anybody waits for it.</summary>
/// <remarks>
/// A pooled connection keeps a receive posted. A server that closes it, or sends what nobody asked for, completes that receive, so a
/// dead connection is noticed before it is reused and without a system call; and the next exchange finds its first receive under way.
/// Errors are counts, not exceptions: <see cref="Failed"/>. One receive and one send at a time; <see cref="Abort"/> from any thread.
/// </remarks>
public abstract class UpstreamChannel : IValueTaskSource<int>, IDisposable
{
    /// <summary>What a receive or send yields when the connection broke or was aborted.</summary>
    public const int Failed = -1;

    private const int Idle = 0;
    private const int Posted = 1;
    private const int Completed = 2;
    private const int Awaited = 3;

    private ManualResetValueTaskSourceCore<int> _source;
    private int _state;
    private int _count;

    /// <summary>True while a posted receive is pending: the connection is open and silent.</summary>
    public bool IsQuiet => Volatile.Read(ref _state) == Posted;

    /// <summary>True while a receive is pending, so that its buffer is not ours.</summary>
    public bool IsReceiving => Volatile.Read(ref _state) is Posted or Awaited;

    /// <summary>Starts a receive into <paramref name="buffer"/> that a later <see cref="ReceiveAsync"/> takes over.</summary>
    public void Post(Memory<byte> buffer)
    {
        Volatile.Write(ref _state, Posted);
        if (TryStartReceive(buffer, out int count))
            OnReceived(count);
    }

    /// <summary>Bytes received, 0 at the end of the stream, or <see cref="Failed"/>. A posted receive keeps the buffer it was posted with.</summary>
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer)
    {
        if (Volatile.Read(ref _state) == Idle)
        {
            Volatile.Write(ref _state, Posted);
            if (TryStartReceive(buffer, out int count))
            {
                Volatile.Write(ref _state, Idle);
                return new ValueTask<int>(count);
            }
        }

        _source.Reset();
        if (Interlocked.CompareExchange(ref _state, Awaited, Posted) == Posted)
            return new ValueTask<int>(this, _source.Version);

        int received = _count;
        Volatile.Write(ref _state, Idle);
        return new ValueTask<int>(received);
    }

    /// <summary>Sends all of <paramref name="bytes"/>: true, or false if the connection broke.</summary>
    public abstract ValueTask<bool> SendAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Cuts the connection; what is pending ends with <see cref="Failed"/>. Any thread, any number of times.</summary>
    public abstract void Abort();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    int IValueTaskSource<int>.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _source.OnCompleted(continuation, state, token, flags);

    /// <summary>Releases the connection.</summary>
    protected virtual void Dispose(bool disposing) => Abort();

    /// <summary>True with the count if the receive ended at once; else <see cref="OnReceived"/> is called when it does.</summary>
    protected abstract bool TryStartReceive(Memory<byte> buffer, out int count);

    /// <summary>Ends a pending receive; the waiter, if there is one, goes on inside this call.</summary>
    protected void OnReceived(int count)
    {
        _count = count;
        // The count is written before the exchange publishes it; a waiter that registered first is resumed, a later one finds it.
        if (Interlocked.Exchange(ref _state, Completed) == Awaited)
        {
            Volatile.Write(ref _state, Idle);
            _source.SetResult(count);
        }
    }
}
