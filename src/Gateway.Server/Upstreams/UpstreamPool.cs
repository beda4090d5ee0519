namespace Gateway.Server.Upstreams;

/// <summary>Idle connections to one provider, newest first. Thread-safe.</summary>
/// <remarks>
/// A shard per thread that forwards: a connection is taken again by the thread whose socket engine completes its receives, so that client
/// and upstream of an exchange stay on one thread. A thread whose shard is empty looks into the others before it connects anew.
/// </remarks>
public sealed class UpstreamPool
{
    /// <summary>Idle connections kept a shard: as many as a burst of that many exchanges leaves behind.</summary>
    private const int IdlePerShard = 1024;

    /// <summary>How long one may be idle. Below the 75 s of nginx's keepalive_timeout, the shortest common one.</summary>
    private const long IdleMilliseconds = 60_000;

    private static int _threads;

    [ThreadStatic]
    private static int _thread;

    private readonly Shard[] _shards;
    private int _open;

    /// <summary>An empty pool.</summary>
    public UpstreamPool()
    {
        _shards = new Shard[Math.Max(1, Environment.ProcessorCount)];
        for (int i = 0; i < _shards.Length; i++)
            _shards[i] = new Shard();
    }

    /// <summary>Connections that exist, idle and in use.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Connections that wait for an exchange.</summary>
    public int Idle
    {
        get
        {
            int idle = 0;
            foreach (Shard shard in _shards)
                idle += shard.Count;
            return idle;
        }
    }

    /// <summary>Counts a new connection.</summary>
    public void OnOpened() => Interlocked.Increment(ref _open);

    /// <summary>Counts a connection that is gone.</summary>
    public void OnClosed() => Interlocked.Decrement(ref _open);

    /// <summary>An idle connection that is open and silent, or null.</summary>
    public UpstreamConnection? TryTake()
    {
        int home = Home;
        for (int i = 0; i < _shards.Length; i++)
        {
            Shard shard = _shards[(home + i) % _shards.Length];
            while (shard.Pop() is { } connection)
            {
                if (connection.Channel.IsQuiet)
                    return connection;
                connection.Dispose();
            }
        }

        return null;
    }

    /// <summary>Takes back a connection whose last response was read to its end.</summary>
    public void Return(UpstreamConnection connection, long now)
    {
        connection.Park(now);
        if (!_shards[Home].Push(connection))
            connection.Dispose();
    }

    /// <summary>Closes what died or has been idle for too long.</summary>
    public void Sweep(long now)
    {
        foreach (Shard shard in _shards)
            shard.Remove(now - IdleMilliseconds);
    }

    /// <summary>Closes all idle connections.</summary>
    public void Clear()
    {
        foreach (Shard shard in _shards)
        {
            while (shard.Pop() is { } connection)
                connection.Dispose();
        }
    }

    private int Home
    {
        get
        {
            if (_thread == 0)
                _thread = Interlocked.Increment(ref _threads);
            return _thread % _shards.Length;
        }
    }

    private sealed class Shard
    {
        private readonly Lock _lock = new();
        private readonly List<UpstreamConnection> _stack = [];

        public int Count
        {
            get
            {
                lock (_lock)
                    return _stack.Count;
            }
        }

        public bool Push(UpstreamConnection connection)
        {
            lock (_lock)
            {
                if (_stack.Count >= IdlePerShard)
                    return false;
                _stack.Add(connection);
                return true;
            }
        }

        public UpstreamConnection? Pop()
        {
            lock (_lock)
            {
                int last = _stack.Count - 1;
                if (last < 0)
                    return null;
                UpstreamConnection connection = _stack[last];
                _stack.RemoveAt(last);
                return connection;
            }
        }

        public void Remove(long parkedBefore)
        {
            lock (_lock)
            {
                int kept = 0;
                for (int i = 0; i < _stack.Count; i++)
                {
                    UpstreamConnection connection = _stack[i];
                    if (connection.Channel.IsQuiet && connection.ParkedAt >= parkedBefore)
                        _stack[kept++] = connection;
                    else
                        connection.Dispose();
                }

                _stack.RemoveRange(kept, _stack.Count - kept);
            }
        }
    }
}
