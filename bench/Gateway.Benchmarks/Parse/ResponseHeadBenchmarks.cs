using BenchmarkDotNet.Attributes;
using Gateway.Testing.Samples.Http1;
using Gateway.Wire.Http1;

namespace Gateway.Benchmarks.Parse;

/// <summary>The head of a response: once per request, on the way back.</summary>
[MemoryDiagnoser]
public class ResponseHeadBenchmarks
{
    private readonly ResponseHead _head = new();
    private readonly byte[] _chat = ResponseSamples.Chat.Bytes;

    /// <summary>Seventeen headers, as a provider behind a content delivery network sends them.</summary>
    [Benchmark]
    public int Chat()
    {
        _head.Reset();
        var status = _head.Parse(_chat, 32 * 1024, HttpVerb.Post);
        WrongAnswer.If(status != HeadStatus.Complete || _head.HeaderCount != 17 || _head.ContentLength != 842);
        return _head.Length;
    }
}
