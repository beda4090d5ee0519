using Gateway.Testing.Samples.Http1;
using Gateway.Wire.Http1;
using Xunit;

namespace Gateway.Tests.Wire.Http1;

public class ResponseHeadTests
{
    [Fact]
    public void A_chat_response_is_read_whole()
    {
        byte[] buffer = ResponseSamples.Chat.Bytes;
        var head = new ResponseHead();
        Assert.Equal(HeadStatus.Complete, head.Parse(buffer, Heads.Limit, HttpVerb.Post));
        Assert.Equal((200, "OK", HttpVersion.Http11), (head.Status, Heads.Text(head.Reason, buffer), head.Version));
        Assert.Equal((BodyFraming.Length, 842L, true), (head.Framing, head.ContentLength, head.KeepAlive));
        Assert.Equal(buffer.Length, head.Length);
        Assert.Equal(4, Enumerable.Range(0, head.HeaderCount).Count(at => head.Header(at).Known == KnownHeader.RateLimit));
        Assert.Equal("10000", Heads.Text(head.Find(KnownHeader.RateLimit), buffer));
        Assert.Equal("cloudflare", Heads.Text(head.Find(KnownHeader.Server), buffer));
        Assert.True(head.Contains(KnownHeader.AltSvc));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", HttpVerb.Get, BodyFraming.Length, true)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", HttpVerb.Head, BodyFraming.None, true)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", HttpVerb.Post, BodyFraming.Chunked, true)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", HttpVerb.Head, BodyFraming.None, true)]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", HttpVerb.Get, BodyFraming.UntilClose, false)]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", HttpVerb.Head, BodyFraming.None, true)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", HttpVerb.Get, BodyFraming.Length, false)]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", HttpVerb.Delete, BodyFraming.None, true)]
    [InlineData("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n", HttpVerb.Delete, BodyFraming.None, true)]
    [InlineData("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", HttpVerb.Get, BodyFraming.None, true)]
    [InlineData("HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n", HttpVerb.Get, BodyFraming.None, true)]
    [InlineData("HTTP/1.1 205 Reset\r\nContent-Length: 0\r\n\r\n", HttpVerb.Post, BodyFraming.Length, true)]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\n", HttpVerb.Get, BodyFraming.Length, false)]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 5\r\nConnection: keep-alive\r\n\r\n", HttpVerb.Get, BodyFraming.Length, true)]
    [InlineData("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\n", HttpVerb.Get, BodyFraming.UntilClose, false)]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n", HttpVerb.Post, BodyFraming.None, true)]
    [InlineData("HTTP/1.1 599 ?\r\nHost: a\r\nHost: =\r\nExpect: x\r\nContent-Length: 0\r\n\r\n", HttpVerb.Post, BodyFraming.Length, true)]
    public void Status_method_and_headers_decide_the_framing(string text, HttpVerb verb, BodyFraming framing, bool kept)
    {
        var head = Heads.Response(text, verb, out _);
        Assert.Equal((HeadFault.None, framing, kept), (head.Fault, head.Framing, head.KeepAlive));
    }

    [Fact]
    public void The_final_head_follows_an_interim_one()
    {
        byte[] buffer = ResponseSamples.Continue.Bytes;
        var head = new ResponseHead();
        Assert.Equal(HeadStatus.Complete, head.Parse(buffer, Heads.Limit, HttpVerb.Post));
        Assert.True(head.IsInterim);
        var rest = buffer.AsSpan(head.Length);
        head.Reset();
        Assert.Equal(HeadStatus.Complete, head.Parse(rest, Heads.Limit, HttpVerb.Post));
        Assert.Equal((200, false, rest.Length), (head.Status, head.IsInterim, head.Length));
    }

    [Theory]
    [InlineData("HTTP/1.1 200\r\n\r\n", "")]
    [InlineData("HTTP/1.1 200 \r\n\r\n", "")]
    [InlineData("HTTP/1.1 200  OK \r\n\r\n", " OK ")]
    [InlineData("HTTP/1.1 500 Ori\u00ebntatie\tx\r\n\r\n", "Ori\u00ebntatie\tx")]
    public void The_reason_is_optional_and_free(string text, string reason)
    {
        var head = Heads.Response(text, HttpVerb.Get, out var buffer);
        Assert.Equal(HeadFault.None, head.Fault);
        Assert.Equal(reason, Heads.Text(head.Reason, buffer));
    }

    [Fact]
    public void Each_fault_is_rejected_for_its_own_reason()
    {
        var wrong = new List<string>();
        foreach (var (text, fault) in ResponseFaultSamples.All)
        {
            var head = Heads.Response(text, HttpVerb.Get, out _);
            if (head.Fault != fault || head.Length != 0 || head.KeepAlive)
                wrong.Add($"{text[..Math.Min(text.Length, 80)]} -> {head.Fault}, not {fault}");
        }

        Assert.Empty(wrong);
    }
}
