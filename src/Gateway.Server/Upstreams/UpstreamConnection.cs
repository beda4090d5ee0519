using Gateway.Server.Connections;

namespace Gateway.Server.Upstreams;

/// <summary>One connection to a provider and the buffer it receives into. Belongs to one exchange, or to the pool.</summary>
public sealed class UpstreamConnection : IDisposable
{
    private readonly PinnedBuffers _buffers;
    private bool _disposed;

    /// <summary>Takes over <paramref name="channel"/>.</summary>
    public UpstreamConnection(UpstreamChannel channel, UpstreamPool home, PinnedBuffers buffers)
    {
        Channel = channel;
        Home = home;
        _buffers = buffers;
        Buffer = buffers.Rent();
    }

    /// <summary>The bytes of the connection.</summary>
    public UpstreamChannel Channel { get; }

    /// <summary>Where it goes when an exchange has left it clean.</summary>
    public UpstreamPool Home { get; }

    /// <summary>What is received lands here.</summary>
    public byte[] Buffer { get; }

    /// <summary>True from the second exchange on: the server may have closed it meanwhile.</summary>
    public bool IsReused { get; private set; }

    /// <summary>When it was parked, in milliseconds of <see cref="Environment.TickCount64"/>.</summary>
    public long ParkedAt { get; private set; }

    /// <summary>Gets ready for the pool: from now on the server's silence is watched.</summary>
    public void Park(long now)
    {
        ParkedAt = now;
        IsReused = true;
        Channel.Post(Buffer);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
            return;

        _disposed = true;
        bool bufferIsOurs = !Channel.IsReceiving;
        Channel.Dispose();
        Home.OnClosed();
        if (bufferIsOurs)
            _buffers.Return(Buffer);
        else
            _buffers.Abandon();
    }
}
