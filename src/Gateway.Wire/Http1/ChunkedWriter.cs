using System.Numerics;

namespace Gateway.Wire.Http1;

/// <summary>Writes chunks (RFC 9112 section 7.1): a header, the data, <see cref="LineEnd"/>; and <see cref="Last"/> at the end. Without state.</summary>
public static class ChunkedWriter
{
    /// <summary>The longest header, in bytes: eight hexadecimal digits and CRLF.</summary>
    public const int MaxHeaderLength = 10;

    /// <summary>The chunk of size zero that ends a body, and an empty trailer section.</summary>
    public static ReadOnlySpan<byte> Last => "0\r\n\r\n"u8;

    /// <summary>What follows each chunk's data.</summary>
    public static ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    /// <summary>Writes the header of a chunk and returns the number of bytes written.</summary>
    /// <param name="destination">Room for <see cref="MaxHeaderLength"/> bytes, or for as many as this size needs.</param>
    /// <param name="dataLength">Bytes of data; at least 1, because a chunk of size zero would end the body.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dataLength"/> is not positive.</exception>
    public static int WriteHeader(Span<byte> destination, int dataLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dataLength);
        int digits = (BitOperations.Log2((uint)dataLength) >> 2) + 1;
        destination[digits + 1] = (byte)'\n';
        destination[digits] = (byte)'\r';
        for (int at = digits - 1; at >= 0; at--)
        {
            destination[at] = "0123456789abcdef"u8[dataLength & 15];
            dataLength >>= 4;
        }

        return digits + 2;
    }
}
