using System.Text;
using Gateway.Testing.Samples.Requests;
using Gateway.Wire.Completions;
using Xunit;

namespace Gateway.Tests.Wire.Completions;

public sealed class RequestSampleTests
{
    public static TheoryData<string> Names => [.. CompletionRequestSamples.All.Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_request_is_read_as_its_client_meant_it(string name)
    {
        CompletionRequestSample sample = Sample(name);
        foreach (bool deep in (bool[])[false, true])
        {
            RequestScanner scanner = RequestReading.Scan(sample.Route, sample.Bytes, deep);
            Assert.Equal(RequestFault.None, scanner.Fault);
            Assert.False(scanner.IsMalformed);
            Assert.Equal(sample.Model ?? "", Encoding.UTF8.GetString(scanner.Model));
            Assert.Equal(sample.Model is not null, scanner.HasModel);
            Assert.Equal(sample.Stream, scanner.Stream);
            Assert.Equal(sample.AsksForUsage, scanner.AsksForUsage);
            Assert.Equal(sample.Background, scanner.Background);
            Assert.Equal(sample.Tier, Encoding.UTF8.GetString(scanner.ServiceTier));
            RequestShape shape = scanner.Shape;
            Assert.Equal(sample.Bytes.Length, shape.BodyBytes);
            Assert.Equal(sample.OutputCap, shape.OutputCap);
            Assert.Equal(sample.Choices, shape.Choices);
            Assert.Equal(deep ? sample.Unbounded : UnboundedReasons.NotExamined, shape.Unbounded);
            if (deep)
            {
                Assert.Equal(sample.InlineImages, shape.InlineImages);
                Assert.Equal(sample.HasTools, shape.HasTools);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_split_reads_the_same(string name)
    {
        CompletionRequestSample sample = Sample(name);
        byte[] body = sample.Bytes;
        RequestScanner scanner = new();
        foreach (bool deep in (bool[])[false, true])
        {
            string whole = RequestReading.Describe(RequestReading.Scan(sample.Route, body, deep));
            for (int cut = 0; cut <= body.Length; cut++)
            {
                RequestReading.Run(scanner, sample.Route, body, deep, cut);
                Assert.Equal(whole, RequestReading.Describe(scanner));
            }

            for (int size = 1; size < 80; size++)
            {
                int[] cuts = new int[(body.Length / size) + 1];
                Array.Fill(cuts, size);
                RequestReading.Run(scanner, sample.Route, body, deep, cuts);
                Assert.Equal(whole, RequestReading.Describe(scanner));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_request_that_is_cut_short_is_never_bounded(string name)
    {
        CompletionRequestSample sample = Sample(name);
        byte[] body = sample.Bytes;
        for (int length = 0; length < body.AsSpan().TrimEnd(" \n"u8).Length; length++)
        {
            RequestScanner scanner = RequestReading.Scan(sample.Route, body.AsSpan(0, length), deep: true);
            Assert.False(scanner.Shape.IsBounded);
            Assert.Equal(sample.Route == CompletionRoute.Embeddings ? 0 : -1, scanner.Shape.OutputCap);
        }
    }

    private static CompletionRequestSample Sample(string name) => CompletionRequestSamples.All.Single(sample => sample.Name == name);
}
