using System.Collections.Concurrent;

namespace Gateway.Server.Connections;

/// <summary>Buffers of one size on the pinned object heap, handed out and taken back. Thread-safe.</summary>
/// <remarks>
/// Pinned, so that a pending socket operation never makes the collector work around a moving array. Contents are not cleared:
/// whoever rents a buffer reads only what it wrote.
/// </remarks>
public sealed class PinnedBuffers(int size, int retained)
{
    private readonly ConcurrentQueue<byte[]> _free = new();
    private int _freeCount;
    private long _rented;

    /// <summary>Length of every buffer, in bytes.</summary>
    public int Size { get; } = size;

    /// <summary>Buffers handed out and not yet given back.</summary>
    public long Rented => Volatile.Read(ref _rented);

    /// <summary>A buffer of <see cref="Size"/> bytes with arbitrary content.</summary>
    public byte[] Rent()
    {
        Interlocked.Increment(ref _rented);
        if (_free.TryDequeue(out byte[]? buffer))
        {
            Interlocked.Decrement(ref _freeCount);
            return buffer;
        }

        return GC.AllocateUninitializedArray<byte>(Size, pinned: true);
    }

    /// <summary>Counts a rented buffer as gone: an aborted operation may still write to it, so it is left to the collector.</summary>
    public void Abandon() => Interlocked.Decrement(ref _rented);

    /// <summary>Takes a buffer back. The caller must not touch it again.</summary>
    public void Return(byte[] buffer)
    {
        Interlocked.Decrement(ref _rented);
        if (Volatile.Read(ref _freeCount) >= retained)
            return;

        Interlocked.Increment(ref _freeCount);
        _free.Enqueue(buffer);
    }
}
