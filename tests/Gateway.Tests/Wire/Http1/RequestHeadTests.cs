using Gateway.Testing.Samples.Http1;
using Gateway.Wire.Http1;
using Xunit;

namespace Gateway.Tests.Wire.Http1;

public class RequestHeadTests
{
    private static RequestHead Accept(Http1Sample sample)
    {
        var head = new RequestHead();
        Assert.Equal((HeadStatus.Complete, HeadFault.None), (head.Parse(sample.Bytes, Heads.Limit), head.Fault));
        return head;
    }

    [Fact]
    public void A_small_chat_request_is_read_whole()
    {
        var sample = RequestSamples.SmallChat;
        var head = Accept(sample);
        Assert.Equal(HttpVerb.Post, head.Verb);
        Assert.Equal("POST", Heads.Text(head.VerbText, sample.Bytes));
        Assert.Equal(HttpVersion.Http11, head.Version);
        Assert.Equal("/v1/chat/completions", Heads.Text(head.Target, sample.Bytes));
        Assert.Equal("/v1/chat/completions", Heads.Text(head.Path, sample.Bytes));
        Assert.True(head.Query.IsEmpty);
        Assert.Equal("gateway.internal:8080", Heads.Text(head.Host, sample.Bytes));
        Assert.True(head.KeepAlive);
        Assert.False(head.ExpectContinue);
        Assert.Equal((BodyFraming.Length, 121L), (head.Framing, head.ContentLength));
        Assert.Equal(12, head.HeaderCount);
        Assert.Equal(sample.Bytes.Length, head.Length);
        Assert.Equal("OpenAI/Python 2.15.0", Heads.Text(head.Find(KnownHeader.UserAgent), sample.Bytes));
        Assert.Equal("X-Stainless-OS: Linux\r\n", Heads.Text(head.Header(7).Line, sample.Bytes));
        Assert.False(head.TryFind(KnownHeader.XApiKey, out _));
        Assert.False(head.TryFind(KnownHeader.Other, out _));
    }

    [Fact]
    public void Absolute_form_gives_the_path_behind_the_authority()
    {
        var sample = RequestSamples.AbsoluteForm;
        var head = Accept(sample);
        Assert.Equal("/v1/models", Heads.Text(head.Path, sample.Bytes));
        Assert.Equal("limit=2", Heads.Text(head.Query, sample.Bytes));
        Assert.False(head.PathIsRoot);
        Assert.Equal("example.com", Heads.Text(head.Host, sample.Bytes));
    }

    [Theory]
    [InlineData("http://a", true, "")]
    [InlineData("http://a/", false, "")]
    [InlineData("HTTPS://a:443?x=/../", true, "x=/../")]
    [InlineData("http://A:?", true, "")]
    [InlineData("/", false, "")]
    [InlineData("/?", false, "")]
    public void An_absent_path_is_the_root(string target, bool isRoot, string query)
    {
        var head = Heads.Request($"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n", out var buffer);
        Assert.Equal(HeadFault.None, head.Fault);
        Assert.Equal(isRoot, head.PathIsRoot);
        Assert.Equal(isRoot ? "" : "/", Heads.Text(head.Path, buffer));
        Assert.Equal(query, Heads.Text(head.Query, buffer));
    }

    [Fact]
    public void A_chunked_request_may_wait_for_100()
    {
        var head = Accept(RequestSamples.Chunked);
        Assert.Equal((BodyFraming.Chunked, -1L), (head.Framing, head.ContentLength));
        Assert.True(head.ExpectContinue);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n")]
    [InlineData("PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("PUT / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")]
    [InlineData("PUT / HTTP/1.0\r\nExpect: a miracle\r\nContent-Length: 5\r\n\r\n")]
    public void Nothing_is_expected_without_a_body_nor_in_HTTP_1_0(string text)
    {
        var head = Heads.Request(text, out _);
        Assert.Equal(HeadFault.None, head.Fault);
        Assert.False(head.ExpectContinue);
    }

    [Fact]
    public void Headers_named_in_Connection_are_hop_by_hop_wherever_they_stand()
    {
        var sample = RequestSamples.HopByHop;
        var head = Accept(sample);
        Assert.False(head.KeepAlive);
        for (int at = 0; at < head.HeaderCount; at++)
        {
            string name = Heads.Text(head.Header(at).Name, sample.Bytes);
            Assert.Equal(name != "Host", head.Header(at).IsHopByHop);
        }
    }

    [Theory]
    [InlineData("HTTP/1.1", "", true)]
    [InlineData("HTTP/1.1", "Connection: close\r\n", false)]
    [InlineData("HTTP/1.1", "Connection: \tCLOSE \t\r\n", false)]
    [InlineData("HTTP/1.1", "Connection: x, close\r\nX: 1\r\n", false)]
    [InlineData("HTTP/1.1", "Connection: keep-alive\r\nConnection: close\r\n", false)]
    [InlineData("HTTP/1.1", "Connection: close, keep-alive\r\n", false)]
    [InlineData("HTTP/1.1", "Connection:\r\n", true)]
    [InlineData("HTTP/1.1", "Connection: closed\r\n", true)]
    [InlineData("HTTP/1.1", "Proxy-Connection: close\r\n", true)]
    [InlineData("HTTP/1.0", "", false)]
    [InlineData("HTTP/1.0", "Connection: Keep-Alive\r\n", true)]
    [InlineData("HTTP/1.0", "Connection: keep-alive, close\r\n", false)]
    [InlineData("HTTP/1.0", "Keep-Alive: 300\r\n", false)]
    public void The_connection_is_kept_as_its_version_and_its_options_say(string version, string headers, bool kept)
    {
        var head = Heads.Request($"GET / {version}\r\nHost: a\r\n{headers}\r\n", out _);
        Assert.Equal(HeadFault.None, head.Fault);
        Assert.Equal(kept, head.KeepAlive);
    }

    [Fact]
    public void HTTP_1_0_needs_no_Host()
    {
        var head = Accept(RequestSamples.Http10);
        Assert.True(head.Host.IsEmpty);
        Assert.True(head.KeepAlive);
    }

    [Fact]
    public void Options_may_ask_about_the_server()
    {
        var head = Accept(RequestSamples.Asterisk);
        Assert.True(head.IsAsteriskForm);
        Assert.False(head.PathIsRoot);
        Assert.True(head.Path.IsEmpty);
    }

    [Fact]
    public void One_empty_line_before_the_request_is_skipped_and_counted()
    {
        var head = Accept(RequestSamples.EmptyLineBefore);
        Assert.Equal(RequestSamples.EmptyLineBefore.Bytes.Length, head.Length);
        Assert.Equal(HttpVerb.Delete, head.Verb);
    }

    [Fact]
    public void Values_lose_the_white_space_around_them_and_nothing_else()
    {
        var sample = RequestSamples.OddValues;
        var head = Accept(sample);
        Assert.Equal("", Heads.Text(head.Header(1).Value, sample.Bytes));
        Assert.Equal("", Heads.Text(head.Header(2).Value, sample.Bytes));
        Assert.Equal("a \t b", Heads.Text(head.Header(3).Value, sample.Bytes));
        Assert.Equal("Düsseldorfÿ", Heads.Text(head.Header(4).Value, sample.Bytes));
        Assert.Equal("\"quoted, \\\" value\"", Heads.Text(head.Header(5).Value, sample.Bytes));
        Assert.Equal("key=a%20b&include[]=x", Heads.Text(head.Query, sample.Bytes));
        Assert.Equal((BodyFraming.Length, 0L), (head.Framing, head.ContentLength));
    }

    [Fact]
    public void A_pipelined_request_is_read_from_where_the_first_one_ends()
    {
        byte[] both = RequestSamples.Pipelined.Bytes;
        var head = new RequestHead();
        Assert.Equal(HeadStatus.Complete, head.Parse(both, Heads.Limit));
        var rest = both.AsSpan(head.Length);
        head.Reset();
        Assert.Equal(HeadStatus.Complete, head.Parse(rest, Heads.Limit));
        Assert.Equal(rest.Length, head.Length);
        Assert.Equal("/v1/key"u8, head.Path.Of(rest));
    }

    [Fact]
    public void An_answer_stays_until_the_reset()
    {
        var head = Accept(RequestSamples.Minimal);
        Assert.Equal(HeadStatus.Complete, head.Parse("garbage\n"u8, Heads.Limit));
        head.Reset();
        Assert.Equal(HeadStatus.Rejected, head.Parse("garbage\n"u8, Heads.Limit));
        Assert.Equal(HeadStatus.Rejected, head.Parse(RequestSamples.Minimal.Bytes, Heads.Limit));
        Assert.Equal(HeadFault.BareLineFeed, head.Fault);
    }

    [Fact]
    public void A_reset_forgets_everything()
    {
        var used = Accept(RequestSamples.Chunked);
        foreach (var sample in RequestSamples.All)
        {
            used.Reset();
            var fresh = new RequestHead();
            Assert.Equal(
                Heads.Snapshot(fresh.Parse(sample.Bytes, Heads.Limit), fresh, sample.Bytes),
                Heads.Snapshot(used.Parse(sample.Bytes, Heads.Limit), used, sample.Bytes));
        }
    }

    [Theory]
    [InlineData("GET", HttpVerb.Get)]
    [InlineData("HEAD", HttpVerb.Head)]
    [InlineData("POST", HttpVerb.Post)]
    [InlineData("PUT", HttpVerb.Put)]
    [InlineData("DELETE", HttpVerb.Delete)]
    [InlineData("OPTIONS", HttpVerb.Options)]
    [InlineData("TRACE", HttpVerb.Trace)]
    [InlineData("PATCH", HttpVerb.Patch)]
    public void All_methods_of_RFC_9110_are_known(string text, HttpVerb verb)
    {
        var head = Heads.Request($"{text} /a HTTP/1.1\r\nHost: a\r\n\r\n", out _);
        Assert.Equal((HeadFault.None, verb), (head.Fault, head.Verb));
    }

    [Theory]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("0", 0)]
    [InlineData("003", 3)]
    [InlineData("0000000000000000019", 19)]
    public void Content_Length_reaches_63_bits(string text, long length)
    {
        var head = Heads.Request($"PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: {text}\r\n\r\n", out _);
        Assert.Equal((HeadFault.None, length), (head.Fault, head.ContentLength));
    }

    [Fact]
    public void As_many_headers_as_are_allowed_are_read()
    {
        string text = "GET / HTTP/1.1\r\nHost: a\r\n" + string.Concat(Enumerable.Range(2, MessageHead.MaxHeaders - 1).Select(n => $"X-{n}: {n}\r\n")) + "\r\n";
        var head = Heads.Request(text, out var buffer);
        Assert.Equal((HeadFault.None, MessageHead.MaxHeaders), (head.Fault, head.HeaderCount));
        for (int at = 1; at < head.HeaderCount; at++)
            Assert.Equal($"{at + 1}", Heads.Text(head.Header(at).Value, buffer));
    }

    [Fact]
    public void A_head_may_be_exactly_as_long_as_is_allowed()
    {
        var head = new RequestHead();
        Assert.Equal(HeadStatus.Complete, head.Parse(RequestSamples.SmallChat.Bytes, RequestSamples.SmallChat.Bytes.Length));
        head.Reset();
        Assert.Equal(HeadStatus.Rejected, head.Parse(RequestSamples.SmallChat.Bytes, RequestSamples.SmallChat.Bytes.Length - 1));
        Assert.Equal(HeadFault.TooLarge, head.Fault);
    }
}
