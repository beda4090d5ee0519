using Gateway.Testing.Probes;
using Gateway.Testing.Samples.Responses;
using Gateway.Wire.Completions;
using Xunit;

namespace Gateway.Tests.Wire.Completions;

public sealed class UsageAllocationTests
{
    public static TheoryData<string> Samples => [.. ResponseSamples.Written.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_warm_scanner_allocates_nothing(string name)
    {
        AllocationProbe.SelfTest();
        var sample = ResponseSamples.Named(name);
        var scanner = new UsageScanner();
        var body = sample.Body;
        var output = new byte[2 * body.Length];
        Assert.Equal(0, AllocationProbe.OnThisThread(
            () =>
            {
                foreach (var hides in (ReadOnlySpan<bool>)[false, true])
                {
                    scanner.Begin(sample.Route, sample.Form, hides);
                    _ = scanner.Filter(body.AsSpan(0, body.Length / 3), output);
                    _ = scanner.Filter(body.AsSpan(body.Length / 3), output);
                    _ = scanner.Flush(output);
                }
            },
            warmUp: 20,
            runs: 100));
    }
}
