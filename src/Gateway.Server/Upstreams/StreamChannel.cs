using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Gateway.Server.Upstreams;

/// <summary>An upstream connection through a stream, which is how TLS comes.</summary>
public sealed class StreamChannel : UpstreamChannel
{
    private readonly Stream _stream;
    private readonly Socket _socket;
    private readonly Action _onRead;
    private ValueTaskAwaiter<int> _reading;

    /// <summary>Takes over an authenticated stream and the socket below it.</summary>
    public StreamChannel(Stream stream, Socket socket)
    {
        _stream = stream;
        _socket = socket;
        _onRead = OnRead;
    }

    /// <inheritdoc/>
    public override ValueTask<bool> SendAsync(ReadOnlyMemory<byte> bytes)
    {
        ValueTask writing;
        try
        {
            writing = _stream.WriteAsync(bytes);
        }
        catch (Exception fault) when (IsBroken(fault))
        {
            return new ValueTask<bool>(false);
        }

        return writing.IsCompletedSuccessfully ? new ValueTask<bool>(true) : SendSlowlyAsync(writing);
    }

    /// <inheritdoc/>
    public override void Abort() => _socket.Dispose();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _stream.Dispose();
    }

    /// <inheritdoc/>
    protected override bool TryStartReceive(Memory<byte> buffer, out int count)
    {
        try
        {
            _reading = _stream.ReadAsync(buffer).GetAwaiter();
        }
        catch (Exception fault) when (IsBroken(fault))
        {
            count = Failed;
            return true;
        }

        if (!_reading.IsCompleted)
        {
            _reading.UnsafeOnCompleted(_onRead);
            count = 0;
            return false;
        }

        count = Result();
        return true;
    }

    private static bool IsBroken(Exception fault) => fault is IOException or ObjectDisposedException or SocketException or InvalidOperationException;

    private static async ValueTask<bool> SendSlowlyAsync(ValueTask writing)
    {
        try
        {
            await writing;
            return true;
        }
        catch (Exception fault) when (IsBroken(fault))
        {
            return false;
        }
    }

    private void OnRead() => OnReceived(Result());

    private int Result()
    {
        try
        {
            return _reading.GetResult();
        }
        catch (Exception fault) when (IsBroken(fault))
        {
            return Failed;
        }
    }
}
