using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Testing.Http;

/// <summary>
/// A client's side of one TCP connection, byte by byte: what is sent is exactly what was asked for, and nothing is retried or hidden.
/// Every wait ends after <see cref="Timeout"/>. Not thread-safe, but sending and receiving may overlap.
/// </summary>
public sealed class RawConnection : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly ByteReader _reader;
    private readonly List<RawResponse> _interim = [];

    private RawConnection(Socket socket)
    {
        _socket = socket;
        _reader = new ByteReader(socket);
    }

    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Bytes received and not yet asked for.</summary>
    public int Buffered => _reader.Buffered;

    public static async Task<RawConnection> OpenAsync(int port, int? receiveBuffer = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer is { } size) socket.ReceiveBufferSize = size;
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        return new RawConnection(socket);
    }

    public static Task<RawConnection> OpenAsync(Uri address) => OpenAsync(address.Port);

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        using var deadline = new CancellationTokenSource(Timeout);
        while (bytes.Length > 0) bytes = bytes[await _socket.SendAsync(bytes, deadline.Token)..];
    }

    /// <summary>Sends a request and reads its response.</summary>
    public async Task<RawResponse> ExchangeAsync(string request)
    {
        await SendAsync(request);
        return await ReadResponseAsync(isHead: request.StartsWith("HEAD ", StringComparison.Ordinal));
    }

    /// <summary>The next final response with its body, or what came of it.</summary>
    public async Task<RawResponse> ReadResponseAsync(bool isHead = false)
    {
        var response = await ReadHeadAsync();
        await ReadBodyAsync(response, isHead);
        return response;
    }

    /// <summary>The head of the next final response; interim ones are kept in <see cref="RawResponse.Interim"/>.</summary>
    public async Task<RawResponse> ReadHeadAsync()
    {
        _interim.Clear();
        while (true)
        {
            var response = await ReadAnyHeadAsync();
            if (response.Status is < 100 or >= 200 or 101) return response;
            _interim.Add(response);
        }
    }

    /// <summary>The next head, interim or final.</summary>
    public async Task<RawResponse> ReadAnyHeadAsync()
    {
        using var deadline = new CancellationTokenSource(Timeout);
        var head = await _reader.ReadThroughAsync("\r\n\r\n"u8.ToArray(), 1 << 20, deadline.Token)
            ?? throw new EndOfStreamException("the connection ended before a response");
        return RawResponse.Parse(head, [.. _interim]);
    }

    /// <summary>Reads the body behind a head. <see cref="RawResponse.IsComplete"/> says whether it came to its end.</summary>
    public async Task ReadBodyAsync(RawResponse response, bool isHead = false, int keep = int.MaxValue)
    {
        using var body = new MemoryStream();
        void Sink(ReadOnlySpan<byte> bytes)
        {
            response.BodyLength += bytes.Length;
            body.Write(bytes[..(int)Math.Min(bytes.Length, keep - Math.Min(keep, body.Length))]);
        }

        try
        {
            response.IsComplete = await ReadFramedAsync(response, isHead, Sink);
        }
        catch (SocketException)
        {
            response.IsComplete = false;
        }

        response.Body = body.ToArray();
    }

    /// <summary>The data of the next chunk; null for the last one (its trailers are read too). Throws when the stream is cut.</summary>
    public async Task<byte[]?> ReadChunkAsync()
    {
        using var deadline = new CancellationTokenSource(Timeout);
        var line = await _reader.ReadThroughAsync("\r\n"u8.ToArray(), 8192, deadline.Token) ?? throw new EndOfStreamException("cut between chunks");
        var length = Convert.ToInt64(Encoding.Latin1.GetString(line).Split(';')[0].Trim(), 16);
        using var data = new MemoryStream();
        if (length > 0 && !await _reader.CopyAsync(length, data.Write, deadline.Token)) throw new EndOfStreamException("cut inside a chunk");
        do
        {
            line = await _reader.ReadThroughAsync("\r\n"u8.ToArray(), 8192, deadline.Token) ?? throw new EndOfStreamException("cut behind a chunk");
        }
        while (length == 0 && line.Length > 2);
        return length == 0 ? null : data.ToArray();
    }

    /// <summary>At least one byte of whatever comes; empty at the end of input.</summary>
    public async Task<byte[]> ReadSomeAsync()
    {
        using var deadline = new CancellationTokenSource(Timeout);
        return await _reader.ReadSomeAsync(deadline.Token);
    }

    /// <summary>True when the other side closes (FIN or RST) within the time given and sends nothing more.</summary>
    public async Task<bool> IsClosedByPeerAsync(TimeSpan within)
    {
        using var deadline = new CancellationTokenSource(within);
        try
        {
            return (await _reader.ReadSomeAsync(deadline.Token)).Length == 0;
        }
        catch (SocketException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>FIN: nothing more will be sent, answers are still read.</summary>
    public void HalfClose() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>RST.</summary>
    public void Abort()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<bool> ReadFramedAsync(RawResponse response, bool isHead, ByteReader.Sink sink)
    {
        if (isHead || response.Status is 204 or 304) return true;
        if (response.IsChunked)
        {
            try
            {
                while (await ReadChunkAsync() is { } chunk) sink(chunk);
                return true;
            }
            catch (EndOfStreamException)
            {
                return false;
            }
        }

        if (response.ContentLength is { } length)
        {
            using var deadline = new CancellationTokenSource(Timeout);
            return await _reader.CopyAsync(length, sink, deadline.Token);
        }

        while (await ReadSomeAsync() is { Length: > 0 } bytes) sink(bytes);
        return true;
    }
}
