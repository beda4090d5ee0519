namespace Gateway.Server.Connections;

/// <summary>All live client connections, for the sweep and the drain. Thread-safe.</summary>
internal sealed class ConnectionRegistry
{
    private readonly Lock _lock = new();
    private ClientConnection[] _live = new ClientConnection[64];
    private int _count;

    /// <summary>Connections that are open.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Adds a connection unless there are <paramref name="limit"/> already.</summary>
    public bool TryAdd(ClientConnection connection, int limit)
    {
        lock (_lock)
        {
            if (_count >= limit)
                return false;
            if (_count == _live.Length)
                Array.Resize(ref _live, _count * 2);
            connection.RegistryIndex = _count;
            _live[_count++] = connection;
            return true;
        }
    }

    /// <summary>Removes a connection that was added.</summary>
    public void Remove(ClientConnection connection)
    {
        lock (_lock)
        {
            ClientConnection last = _live[--_count];
            _live[connection.RegistryIndex] = last;
            last.RegistryIndex = connection.RegistryIndex;
            _live[_count] = null!;
        }
    }

    /// <summary>Copies the live connections into <paramref name="snapshot"/>, which grows as needed; returns how many.</summary>
    public int CopyTo(ref ClientConnection[] snapshot)
    {
        lock (_lock)
        {
            if (snapshot.Length < _count)
                snapshot = new ClientConnection[_live.Length];
            Array.Copy(_live, snapshot, _count);
            return _count;
        }
    }
}
