using BenchmarkDotNet.Attributes;
using Gateway.Testing.Samples.Http1;
using Gateway.Wire.Http1;

namespace Gateway.Benchmarks.Parse;

/// <summary>The framing of chunks: once per event of a stream, both ways.</summary>
[MemoryDiagnoser]
public class ChunkedBenchmarks
{
    private const int Events = 100;

    private readonly byte[] _body =
        [.. Enumerable.Repeat(ChunkedSamples.Event.Bytes.AsSpan()[..^ChunkedWriter.Last.Length].ToArray(), Events).SelectMany(chunk => chunk), .. ChunkedWriter.Last];

    private readonly byte[] _header = new byte[ChunkedWriter.MaxHeaderLength];

    /// <summary>A stream of a hundred events, a chunk each, in one buffer; the time is that of one event.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public long ReadEvents()
    {
        var reader = default(ChunkedReader);
        var rest = _body.AsSpan();
        long length = 0;
        while (reader.Read(rest, out int consumed, out var data) == ChunkedStatus.Data)
        {
            length += data.Length;
            rest = rest[consumed..];
        }

        WrongAnswer.If(!reader.IsComplete || length != Events * ChunkedSamples.Event.Content.Length);
        return length;
    }

    /// <summary>The header of a chunk of the size of an event.</summary>
    [Benchmark]
    public int WriteHeader()
    {
        int length = ChunkedWriter.WriteHeader(_header, 206);
        WrongAnswer.If(length != 4 || _header[0] != 'c' || _header[1] != 'e');
        return length;
    }
}
