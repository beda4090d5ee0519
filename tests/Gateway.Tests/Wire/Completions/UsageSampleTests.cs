using System.Text;
using Gateway.Testing.Samples.Responses;
using Gateway.Wire.Completions;
using Xunit;

namespace Gateway.Tests.Wire.Completions;

public sealed class UsageSampleTests
{
    public static TheoryData<string> Written => [.. ResponseSamples.Written.Select(s => s.Name)];

    public static TheoryData<string> All => [.. ResponseSamples.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public void A_sample_yields_what_stands_beside_it(string name)
    {
        var sample = ResponseSamples.Named(name);
        Assert.Equal(Expected(sample, hides: false), UsageScan.Of(sample, hides: false));
        Assert.Equal(Expected(sample, hides: true), UsageScan.Of(sample, hides: true));
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void Every_split_in_two_yields_the_same(string name)
    {
        var sample = ResponseSamples.Named(name);
        var scanner = new UsageScanner();
        foreach (var hides in new[] { false, true })
        {
            var expected = Expected(sample, hides);
            for (var split = 0; split <= sample.Body.Length; split++)
            {
                Assert.Equal(expected, UsageScan.Of(scanner, sample, hides, split));
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_split_at_a_line_end_yields_the_same(string name)
    {
        var sample = ResponseSamples.Named(name);
        var scanner = new UsageScanner();
        var expected = Expected(sample, hides: true);
        for (var split = 1; split < sample.Body.Length; split++)
        {
            if (sample.Body[split] is (byte)'\r' or (byte)'\n' || sample.Body[split - 1] is (byte)'\r' or (byte)'\n')
            {
                Assert.Equal(expected, UsageScan.Of(scanner, sample, hides: true, split));
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Byte_after_byte_yields_the_same(string name)
    {
        var sample = ResponseSamples.Named(name);
        int[] splits = [.. Enumerable.Range(0, sample.Body.Length)];
        Assert.Equal(Expected(sample, hides: false), UsageScan.Of(sample, hides: false, splits));
        Assert.Equal(Expected(sample, hides: true), UsageScan.Of(sample, hides: true, splits));
    }

    [Fact]
    public void A_scanner_used_again_remembers_nothing()
    {
        var scanner = new UsageScanner();
        foreach (var first in ResponseSamples.Written)
        {
            foreach (var second in ResponseSamples.Written)
            {
                _ = UsageScan.Of(scanner, first, hides: false, first.Body.Length / 2);
                Assert.Equal(Expected(second, hides: false), UsageScan.Of(scanner, second, hides: false));
            }
        }
    }

    [Fact]
    public void An_opaque_body_and_an_unknown_route_yield_nothing_and_pass()
    {
        var sample = ResponseSamples.Named("chat, streamed with usage");
        foreach (var (route, form) in new[] { (CompletionRoute.ChatCompletions, ResponseForm.Opaque), (CompletionRoute.None, ResponseForm.EventStream) })
        {
            var scan = UsageScan.Of(new UsageScanner(), route, form, sample.Body, hides: true);
            Assert.Equal(new UsageScan(null, false, false, false, 0, "", "", sample.Text), scan);
        }
    }

    [Fact]
    public void The_usage_is_final_as_soon_as_its_event_has_gone_by()
    {
        var sample = ResponseSamples.Named("chat, streamed with usage");
        var usageEnds = sample.Text.IndexOf("data: [DONE]", StringComparison.Ordinal);
        var scanner = new UsageScanner();
        scanner.Begin(sample.Route, sample.Form, hideUsageEvent: false);
        scanner.Feed(sample.Body.AsSpan(0, usageEnds - 1));
        Assert.False(scanner.IsFinal);
        scanner.Feed(sample.Body.AsSpan(usageEnds - 1, 1));
        Assert.True(scanner.IsFinal);
        Assert.False(scanner.SawEndMarker);
    }

    private static UsageScan Expected(ResponseSample sample, bool hides) => new(
        sample.Usage,
        sample.IsFinal,
        sample.SawEndMarker,
        sample.SawError,
        sample.ContentDeltas,
        sample.Model,
        sample.ServiceTier,
        Encoding.Latin1.GetString(hides ? sample.VisibleBody : sample.Body));
}
