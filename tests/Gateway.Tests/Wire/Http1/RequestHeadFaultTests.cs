using Gateway.Wire.Http1;
using Xunit;

namespace Gateway.Tests.Wire.Http1;

public class RequestHeadFaultTests
{
    [Fact]
    public void Each_is_rejected_for_its_own_reason()
    {
        var wrong = new List<string>();
        foreach (var (text, fault) in RequestFaultSamples.All)
        {
            var head = Heads.Request(text, out var buffer);
            if (head.Fault != fault || head.Parse(buffer, Heads.Limit) != HeadStatus.Rejected || head.Length != 0 || head.KeepAlive)
                wrong.Add($"{text[..Math.Min(text.Length, 80)]} -> {head.Fault}, not {fault}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_fault_has_words_a_status_and_a_sample()
    {
        var seen = RequestFaultSamples.All.Select(row => row.Fault).Concat(ResponseFaultSamples.All.Select(row => row.Fault)).ToHashSet();
        foreach (var fault in Enum.GetValues<HeadFault>())
        {
            Assert.EndsWith(".", HeadFaults.Describe(fault).Replace('?', '.'));
            Assert.True(fault == HeadFault.None || seen.Contains(fault), $"no sample of {fault}");
        }

        Assert.Equal(431, HeadFaults.StatusOf(HeadFault.TooLarge));
        Assert.Equal(431, HeadFaults.StatusOf(HeadFault.TooManyHeaders));
        Assert.Equal(417, HeadFaults.StatusOf(HeadFault.UnknownExpectation));
        Assert.Equal(400, HeadFaults.StatusOf(HeadFault.MissingHost));
    }

    [Theory]
    [InlineData("/v1/chat/completions")]
    [InlineData("/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse&key=x")]
    [InlineData("/...")]
    [InlineData("/.../a")]
    [InlineData("/.a")]
    [InlineData("/a.")]
    [InlineData("/a..")]
    [InlineData("/..a/b")]
    [InlineData("/%2e%2e%2e")]
    [InlineData("/%2ea")]
    [InlineData("/a;..")]
    [InlineData("//")]
    [InlineData("/a//b")]
    [InlineData("/a%20b")]
    [InlineData("/%C3%A5")]
    [InlineData("/%252f")]
    [InlineData("/~user/(x)!$&'*+,;=:@")]
    [InlineData("/u@a")]
    [InlineData("/http://a/")]
    [InlineData("/?")]
    [InlineData("/??")]
    [InlineData("/?/../%2f..%5c")]
    [InlineData("/?a[]=1&b={}|^`")]
    [InlineData("/?q=http://u:p@a/")]
    [InlineData("http://a/b")]
    [InlineData("http://A:80/b")]
    [InlineData("http://a:/b")]
    public void Targets_that_mean_one_thing_only_are_accepted(string target)
    {
        var head = Heads.Request($"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n", out var buffer);
        Assert.Equal(HeadFault.None, head.Fault);
        Assert.Equal(target, Heads.Text(head.Target, buffer));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("api.example.com:443")]
    [InlineData("127.0.0.1:0")]
    [InlineData("a:")]
    [InlineData("a_b~c-d.e.")]
    [InlineData("[::]")]
    [InlineData("[::1]:65535")]
    [InlineData("[2001:db8::192.0.2.1]")]
    [InlineData("[1:2:3:4:5:6:7:8]:80")]
    public void Hosts_that_resolve_are_accepted(string host)
    {
        var head = Heads.Request($"GET / HTTP/1.1\r\nHost: \t{host} \r\n\r\n", out var buffer);
        Assert.Equal(HeadFault.None, head.Fault);
        Assert.Equal(host, Heads.Text(head.Host, buffer));
    }
}
