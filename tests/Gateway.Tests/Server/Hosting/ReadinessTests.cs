using Gateway.Server.Hosting;
using Xunit;

namespace Gateway.Tests.Server.Hosting;

public sealed class ReadinessTests
{
    [Fact]
    public void A_process_is_ready_once_it_listens_and_never_again_once_it_drains()
    {
        var readiness = new Readiness();
        IReadiness seen = readiness;
        Assert.False(seen.IsReady);

        readiness.Ready();
        Assert.True(seen.IsReady);
        readiness.JournalUnavailable();
        Assert.False(seen.IsReady);
        readiness.Ready();
        Assert.True(seen.IsReady);

        readiness.Drain();
        readiness.Ready();
        Assert.Equal(ReadinessState.Draining, seen.State);
    }
}
