using BenchmarkDotNet.Attributes;
using Gateway.Testing.Samples.Http1;
using Gateway.Wire.Http1;

namespace Gateway.Benchmarks.Parse;

/// <summary>The head of a request: once per request, on the way in.</summary>
[MemoryDiagnoser]
public class RequestHeadBenchmarks
{
    private readonly RequestHead _head = new();
    private readonly byte[] _chat = RequestSamples.SmallChat.Bytes;
    private readonly byte[] _minimal = RequestSamples.Minimal.Bytes;

    /// <summary>Twelve headers, as a popular SDK sends them.</summary>
    [Benchmark]
    public int SmallChat()
    {
        _head.Reset();
        var status = _head.Parse(_chat, 32 * 1024);
        WrongAnswer.If(status != HeadStatus.Complete || _head.HeaderCount != 12 || _head.ContentLength != 121 || _head.Length != _chat.Length);
        return _head.Length;
    }

    /// <summary>One header: what a head costs before its headers do.</summary>
    [Benchmark]
    public int Minimal()
    {
        _head.Reset();
        var status = _head.Parse(_minimal, 32 * 1024);
        WrongAnswer.If(status != HeadStatus.Complete || _head.HeaderCount != 1);
        return _head.Length;
    }

    /// <summary>The same twelve headers in three pieces, as segments of a network bring them.</summary>
    [Benchmark]
    public int SmallChatInThreePieces()
    {
        _head.Reset();
        var status = _head.Parse(_chat.AsSpan(0, _chat.Length / 3), 32 * 1024);
        WrongAnswer.If(status != HeadStatus.NeedMore);
        status = _head.Parse(_chat.AsSpan(0, _chat.Length * 2 / 3), 32 * 1024);
        WrongAnswer.If(status != HeadStatus.NeedMore);
        status = _head.Parse(_chat, 32 * 1024);
        WrongAnswer.If(status != HeadStatus.Complete || _head.HeaderCount != 12);
        return _head.Length;
    }
}
