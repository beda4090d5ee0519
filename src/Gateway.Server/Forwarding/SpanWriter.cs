using System.Buffers.Text;
using System.Runtime.CompilerServices;

namespace Gateway.Server.Forwarding;

/// <summary>Appends bytes to a span that its creator made long enough.</summary>
public ref struct SpanWriter(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>Appends <paramref name="bytes"/>.</summary>
    /// <exception cref="ArgumentException">There is no room.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_destination[Length..]);
        Length += bytes.Length;
    }

    /// <summary>Appends a number in decimal.</summary>
    public void Write(long number)
    {
        bool fits = Utf8Formatter.TryFormat(number, _destination[Length..], out int written);
        ArgumentOutOfRangeException.ThrowIfEqual(fits, false);
        Length += written;
    }

    /// <summary>Appends one byte.</summary>
    public void Write(byte value) => _destination[Length++] = value;
}
