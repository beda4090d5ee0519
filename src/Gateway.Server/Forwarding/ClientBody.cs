using System.Buffers;
using Gateway.Wire.Http1;

namespace Gateway.Server.Forwarding;

/// <summary>Writes runs of a response body in the client's framing.</summary>
internal static class ClientBody
{
    /// <summary>What a chunk of yet unknown size needs beside its data: eight digits, CRLF, CRLF.</summary>
    public const int PaddedOverhead = 12;

    private const int PaddedHeader = 10;

    /// <summary>Writes a run of known size.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> data, ClientFraming framing)
    {
        if (framing != ClientFraming.Chunked)
        {
            output.Write(data);
            return;
        }

        Span<byte> span = output.GetSpan(ChunkedWriter.MaxHeaderLength + data.Length + 2);
        int header = ChunkedWriter.WriteHeader(span, data.Length);
        data.CopyTo(span[header..]);
        ChunkedWriter.LineEnd.CopyTo(span[(header + data.Length)..]);
        output.Advance(header + data.Length + 2);
    }

    /// <summary>Where in <paramref name="span"/> the data of a run of yet unknown size goes.</summary>
    public static Span<byte> Room(Span<byte> span, int most, ClientFraming framing)
        => framing == ClientFraming.Chunked ? span.Slice(PaddedHeader, most) : span[..most];

    /// <summary>Frames the <paramref name="length"/> bytes that were written to <see cref="Room"/>; the size has leading zeros, which are legal.</summary>
    /// <returns>Bytes to advance by.</returns>
    public static int Finish(Span<byte> span, int length, ClientFraming framing)
    {
        if (framing != ClientFraming.Chunked || length == 0)
            return length;

        int rest = length;
        for (int i = PaddedHeader - 3; i >= 0; i--)
        {
            span[i] = "0123456789abcdef"u8[rest & 15];
            rest >>= 4;
        }

        ChunkedWriter.LineEnd.CopyTo(span[(PaddedHeader - 2)..]);
        ChunkedWriter.LineEnd.CopyTo(span[(PaddedHeader + length)..]);
        return length + PaddedOverhead;
    }
}
