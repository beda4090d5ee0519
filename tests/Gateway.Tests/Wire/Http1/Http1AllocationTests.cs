using Gateway.Testing.Samples.Http1;
using Gateway.Wire.Http1;
using Xunit;

namespace Gateway.Tests.Wire.Http1;

/// <summary>Nothing on the path of a message is allocated once warm.</summary>
public class Http1AllocationTests
{
    private static long AllocatedBy(Action action)
    {
        for (int round = 0; round < 50; round++)
            action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 50; round++)
            action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Fact]
    public void Reading_heads_allocates_nothing_once_warm()
    {
        var request = new RequestHead();
        var response = new ResponseHead();
        Http1Sample[] requests = [.. RequestSamples.All], responses = [.. ResponseSamples.All];
        byte[][] faulty = [.. RequestFaultSamples.All.Select(row => Heads.Bytes(row.Text))];
        Assert.Equal(0, AllocatedBy(() =>
        {
            foreach (var sample in requests)
            {
                request.Reset();
                request.Parse(sample.Bytes.AsSpan(0, sample.Bytes.Length / 2), Heads.Limit);
                Assert.True(request.Parse(sample.Bytes, Heads.Limit) == HeadStatus.Complete);
            }

            foreach (byte[] message in faulty)
            {
                request.Reset();
                Assert.True(request.Parse(message, Heads.Limit) == HeadStatus.Rejected);
            }

            foreach (var sample in responses)
            {
                response.Reset();
                Assert.True(response.Parse(sample.Bytes, Heads.Limit, HttpVerb.Post) == HeadStatus.Complete);
            }
        }));
    }

    [Fact]
    public void Reading_and_writing_chunks_allocates_nothing()
    {
        ChunkedSample[] samples = [.. ChunkedSamples.All];
        byte[] header = new byte[ChunkedWriter.MaxHeaderLength];
        Assert.Equal(0, AllocatedBy(() =>
        {
            foreach (var sample in samples)
            {
                var reader = default(ChunkedReader);
                var rest = sample.Bytes.AsSpan();
                while (reader.Read(rest, out int consumed, out _) == ChunkedStatus.Data)
                    rest = rest[consumed..];
                Assert.True(reader.IsComplete);
                ChunkedWriter.WriteHeader(header, sample.Bytes.Length);
            }
        }));
    }

    [Fact]
    public void The_probe_notices_what_is_allocated()
    {
        object? kept = null;
        Assert.True(AllocatedBy(() => kept = new byte[1]) >= 50 * 24);
        Assert.NotNull(kept);
    }
}
