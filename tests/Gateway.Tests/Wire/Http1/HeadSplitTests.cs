using System.Diagnostics;
using Gateway.Testing.Samples.Http1;
using Gateway.Wire.Http1;
using Xunit;

namespace Gateway.Tests.Wire.Http1;

/// <summary>Every prefix and every split of a message, valid or not, is read as the whole is.</summary>
public class HeadSplitTests
{
    private static IEnumerable<byte[]> Requests =>
        RequestSamples.All.Select(sample => sample.Bytes).Concat(RequestFaultSamples.All.Where(row => row.Text.Length < 1000).Select(row => Heads.Bytes(row.Text)));

    private static IEnumerable<byte[]> Responses =>
        ResponseSamples.All.Select(sample => sample.Bytes).Concat(ResponseFaultSamples.All.Where(row => row.Text.Length < 1000).Select(row => Heads.Bytes(row.Text)));

    [Fact]
    public void Every_split_of_a_request_gives_the_same()
    {
        foreach (byte[] message in Requests)
        {
            var head = new RequestHead();
            string whole = Heads.Snapshot(head.Parse(message, Heads.Limit), head, message);
            int needed = head.Length;
            for (int split = 0; split <= message.Length; split++)
            {
                head.Reset();
                var status = head.Parse(message.AsSpan(0, split), Heads.Limit);
                CheckPrefix(status, head, whole, needed, split);
                Assert.Equal(whole, Heads.Snapshot(head.Parse(message, Heads.Limit), head, message));
            }
        }
    }

    [Fact]
    public void Every_split_of_a_response_gives_the_same()
    {
        foreach (byte[] message in Responses)
        {
            var head = new ResponseHead();
            string whole = Heads.Snapshot(head.Parse(message, Heads.Limit, HttpVerb.Get), head);
            int needed = head.Length;
            for (int split = 0; split <= message.Length; split++)
            {
                head.Reset();
                var status = head.Parse(message.AsSpan(0, split), Heads.Limit, HttpVerb.Get);
                CheckPrefix(status, head, whole, needed, split);
                Assert.Equal(whole, Heads.Snapshot(head.Parse(message, Heads.Limit, HttpVerb.Get), head));
            }
        }
    }

    [Fact]
    public void Bytes_that_arrive_one_by_one_in_a_buffer_that_moves_give_the_same()
    {
        foreach (byte[] message in Requests)
        {
            var whole = new RequestHead();
            string expected = Heads.Snapshot(whole.Parse(message, Heads.Limit), whole, message);
            var head = new RequestHead();
            var status = HeadStatus.NeedMore;
            for (int length = 1; length <= message.Length; length++)
                status = head.Parse(message[..length], Heads.Limit);
            Assert.Equal(expected, Heads.Snapshot(status, head, message));
        }
    }

    [Fact]
    public void A_limit_is_met_at_the_same_byte_however_the_bytes_arrive()
    {
        byte[] message = RequestSamples.SmallChat.Bytes;
        for (int limit = 0; limit < message.Length; limit++)
        {
            var head = new RequestHead();
            for (int length = 0; length < limit; length++)
                Assert.Equal(HeadStatus.NeedMore, head.Parse(message.AsSpan(0, length), limit));
            Assert.Equal(HeadStatus.Rejected, head.Parse(message.AsSpan(0, limit), limit));
            Assert.Equal(HeadFault.TooLarge, head.Fault);
            head.Reset();
            Assert.Equal(HeadStatus.Rejected, head.Parse(message, limit));
        }
    }

    [Theory]
    [InlineData("GET /", "a")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX: ", "a")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n", "a")]
    public void A_line_that_arrives_byte_by_byte_is_searched_once(string begin, string filler)
    {
        // 1 MiB one byte at a time: with a new search from the line's beginning each time this would be half a TiB, which takes a minute.
        byte[] message = Heads.Bytes(begin + string.Concat(Enumerable.Repeat(filler, 1 << 20)));
        var head = new RequestHead();
        long start = Stopwatch.GetTimestamp();
        for (int length = 1; length <= message.Length; length++)
        {
            if (head.Parse(message.AsSpan(0, length), int.MaxValue) != HeadStatus.NeedMore)
                Assert.Fail($"{head.Fault} at {length}");
        }

        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5));
    }

    private static void CheckPrefix(HeadStatus status, MessageHead head, string whole, int needed, int split)
    {
        if (status == HeadStatus.Rejected)
            Assert.Equal($"Rejected {head.Fault}", whole);
        else
            Assert.Equal(needed > 0 && split >= needed, status == HeadStatus.Complete);
    }
}
