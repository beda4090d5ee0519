using System.Net.Sockets;

namespace Gateway.Testing.Http;

/// <summary>Reads a socket by delimiter and by count and keeps what came too early. One reader at a time.</summary>
internal sealed class ByteReader(Socket socket)
{
    public delegate void Sink(ReadOnlySpan<byte> bytes);

    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    public int Buffered => _end - _start;

    /// <summary>All bytes up to and including the delimiter; null at the end of input; throws past <paramref name="limit"/> bytes.</summary>
    public async ValueTask<byte[]?> ReadThroughAsync(byte[] delimiter, int limit, CancellationToken stop)
    {
        var searched = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_start + searched, Buffered - searched).IndexOf(delimiter);
            if (found >= 0) return Take(searched + found + delimiter.Length);
            searched = Math.Max(0, Buffered - delimiter.Length + 1);
            if (Buffered > limit) throw new InvalidDataException($"no delimiter within {limit} bytes");
            if (!await FillAsync(stop)) return null;
        }
    }

    /// <summary>Passes exactly <paramref name="count"/> bytes on; false when input ended before.</summary>
    public async ValueTask<bool> CopyAsync(long count, Sink sink, CancellationToken stop)
    {
        while (count > 0)
        {
            if (Buffered == 0 && !await FillAsync(stop)) return false;
            var length = (int)Math.Min(count, Buffered);
            sink(_buffer.AsSpan(_start, length));
            _start += length;
            count -= length;
        }

        return true;
    }

    /// <summary>Whatever is there, at least one byte; empty at the end of input.</summary>
    public async ValueTask<byte[]> ReadSomeAsync(CancellationToken stop) => Buffered == 0 && !await FillAsync(stop) ? [] : Take(Buffered);

    /// <summary>Returns when the other side has closed; what arrives before that is dropped.</summary>
    public async ValueTask WaitForEndAsync(CancellationToken stop)
    {
        do
        {
            _start = _end = 0;
        }
        while (await FillAsync(stop));
    }

    private byte[] Take(int length)
    {
        var bytes = _buffer.AsSpan(_start, length).ToArray();
        _start += length;
        return bytes;
    }

    private async ValueTask<bool> FillAsync(CancellationToken stop)
    {
        if (_start == _end) _start = _end = 0;
        if (_end == _buffer.Length)
        {
            if (_start > 0)
            {
                _buffer.AsSpan(_start, Buffered).CopyTo(_buffer);
                _end -= _start;
                _start = 0;
            }
            else
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }
        }

        var read = await socket.ReceiveAsync(_buffer.AsMemory(_end), stop);
        _end += read;
        return read > 0;
    }
}
