using Gateway.Testing.Audit;
using Gateway.Testing.Upstreams;
using Xunit;

namespace Gateway.EndToEnd.Tests.Kit;

public sealed class AuditorTests
{
    private static readonly KeyCounters s_charged = new()
    {
        Requests = 3,
        Refused = 0,
        Tokens = new(30, 12, 4),
        TotalTokens = 42,
        CostUsd = 0.5m,
        Estimated = 1,
        Unpriced = 0,
        InFlight = 0,
        HeldTokens = 0,
        HeldCostUsd = 0,
    };

    private static readonly LedgerAccount s_account = default(LedgerAccount)
        .With(LedgerEntry.Exact(new(10, 5, 4)))
        .With(LedgerEntry.Exact(new(10, 5)))
        .With(LedgerEntry.Estimate(new(8, 2), new(12, 3)));

    [Fact]
    public void Agrees_within_the_bounds_of_the_ledger()
    {
        var auditor = new Auditor();
        auditor.Compare("key", s_charged, s_account, 0.5m);
        auditor.Verify();
    }

    [Theory]
    [InlineData("input")]
    [InlineData("output")]
    [InlineData("cached")]
    [InlineData("total")]
    [InlineData("cost")]
    [InlineData("estimated")]
    [InlineData("in flight")]
    [InlineData("tokens still held")]
    [InlineData("USD still held")]
    public void Finds_each_kind_of_difference(string kind)
    {
        var wrong = kind switch
        {
            "input" => s_charged with { Tokens = new(33, 12, 4), TotalTokens = 45 },
            "output" => s_charged with { Tokens = new(30, 11, 4), TotalTokens = 41 },
            "cached" => s_charged with { Tokens = new(30, 12, 3) },
            "total" => s_charged with { TotalTokens = 43 },
            "cost" => s_charged with { CostUsd = 0.500000001m },
            "estimated" => s_charged with { Estimated = 0 },
            "in flight" => s_charged with { InFlight = 1 },
            "tokens still held" => s_charged with { HeldTokens = 1 },
            _ => s_charged with { HeldCostUsd = 0.000000001m },
        };
        var auditor = new Auditor();
        auditor.Compare("key", wrong, s_account, 0.5m);
        Assert.Contains(kind, Assert.Single(auditor.Findings), StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(auditor.Verify);
    }

    [Fact]
    public void An_audit_of_nothing_is_no_audit() => Assert.Throws<InvalidOperationException>(new Auditor().Verify);
}
