using Gateway.Server.Connections;

namespace Gateway.Server.Forwarding;

/// <summary>The bytes of a request body that are kept until it is admitted, and until it need not be sent again. Belongs to one exchange.</summary>
public sealed class HeldBody(PinnedBuffers small, PinnedBuffers large, BodyBudget budget)
{
    private byte[][] _segments = new byte[4][];
    private int _count;
    private int _filledOfLast;
    private long _reserved;

    /// <summary>Bytes held.</summary>
    public long Length { get; private set; }

    /// <summary>Appends <paramref name="bytes"/>; false if the memory set aside for bodies is used up.</summary>
    public bool TryAppend(ReadOnlySpan<byte> bytes)
    {
        if (!budget.TryReserve(bytes.Length))
            return false;

        _reserved += bytes.Length;
        while (!bytes.IsEmpty)
        {
            if (_count == 0 || _filledOfLast == _segments[_count - 1].Length)
                AddSegment();

            Span<byte> room = _segments[_count - 1].AsSpan(_filledOfLast);
            int taken = Math.Min(room.Length, bytes.Length);
            bytes[..taken].CopyTo(room);
            _filledOfLast += taken;
            Length += taken;
            bytes = bytes[taken..];
        }

        return true;
    }

    /// <summary>The held bytes from <paramref name="position"/> on, as far as they lie together.</summary>
    public ReadOnlyMemory<byte> From(long position)
    {
        int index = 0;
        if (position >= small.Size)
        {
            position -= small.Size;
            index = 1 + (int)(position / large.Size);
            position %= large.Size;
        }

        int filled = index == _count - 1 ? _filledOfLast : _segments[index].Length;
        return _segments[index].AsMemory((int)position, filled - (int)position);
    }

    /// <summary>Gives all memory back.</summary>
    public void Release()
    {
        for (int i = 0; i < _count; i++)
        {
            (i == 0 ? small : large).Return(_segments[i]);
            _segments[i] = null!;
        }

        budget.Release(_reserved);
        _count = 0;
        _filledOfLast = 0;
        _reserved = 0;
        Length = 0;
    }

    private void AddSegment()
    {
        PinnedBuffers source = _count == 0 ? small : large;
        if (_count == _segments.Length)
            Array.Resize(ref _segments, _count * 2);
        _segments[_count++] = source.Rent();
        _filledOfLast = 0;
    }
}
