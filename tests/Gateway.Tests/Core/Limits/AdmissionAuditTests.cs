using Gateway.Interleavings.Windows;
using Xunit;

namespace Gateway.Tests.Core.Limits;

public sealed class AdmissionAuditTests
{
    [Fact]
    public void As_many_as_the_limit_allows_are_no_fault() =>
        Assert.Null(new AdmissionAudit(10).Fault([Admitted(1), Admitted(11)], [Admitted(1), Admitted(11)]));

    [Fact]
    public void One_too_many_within_a_window_is_found() =>
        Assert.NotNull(new AdmissionAudit(10).Fault([Admitted(1), Admitted(10)], [Admitted(1)]));

    [Fact]
    public void Instants_that_run_backwards_are_found() => Assert.NotNull(new AdmissionAudit(10).Fault([Admitted(20), Admitted(5)]));

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void A_wait_outside_the_window_is_found(long wait) => Assert.NotNull(new AdmissionAudit(10).Fault([new WindowAnswer(false, 5, wait, 2, 0)]));

    private static WindowAnswer Admitted(long at) => new(true, at, 0, Limit: 2, Window: 0);
}
