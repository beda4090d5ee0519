using System.Net.Sockets;

namespace Gateway.Server.Upstreams;

/// <summary>An upstream connection in plain TCP.</summary>
public sealed class SocketChannel : UpstreamChannel
{
    private readonly Socket _socket;
    private readonly ReceiveOperation _receive;

    /// <summary>Takes over a connected socket.</summary>
    public SocketChannel(Socket socket)
    {
        _socket = socket;
        _receive = new ReceiveOperation(this);
    }

    /// <inheritdoc/>
    public override ValueTask<bool> SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            ValueTask<int> sending = _socket.SendAsync(bytes, SocketFlags.None);
            return sending.IsCompletedSuccessfully && sending.Result == bytes.Length ? new ValueTask<bool>(true) : SendSlowlyAsync(sending, bytes);
        }
        catch (ObjectDisposedException)
        {
            return new ValueTask<bool>(false);
        }
    }

    /// <inheritdoc/>
    public override void Abort() => _socket.Dispose();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _receive.Dispose();
    }

    /// <inheritdoc/>
    protected override bool TryStartReceive(Memory<byte> buffer, out int count)
    {
        try
        {
            _receive.SetBuffer(buffer);
            if (_socket.ReceiveAsync(_receive))
            {
                count = 0;
                return false;
            }

            count = _receive.Count;
            return true;
        }
        catch (ObjectDisposedException)
        {
            count = Failed;
            return true;
        }
    }

    /// <summary>Only when the socket's send buffer is full: the peer does not read as fast as we send.</summary>
    private async ValueTask<bool> SendSlowlyAsync(ValueTask<int> sending, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            for (; ; )
            {
                int sent = await sending;
                bytes = bytes[sent..];
                if (bytes.IsEmpty)
                    return true;
                sending = _socket.SendAsync(bytes, SocketFlags.None);
            }
        }
        catch (SocketException)
        {
            return false;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    private sealed class ReceiveOperation(SocketChannel channel) : SocketAsyncEventArgs(true)
    {
        public new int Count => SocketError == SocketError.Success ? BytesTransferred : Failed;

        protected override void OnCompleted(SocketAsyncEventArgs e) => channel.OnReceived(Count);
    }
}
