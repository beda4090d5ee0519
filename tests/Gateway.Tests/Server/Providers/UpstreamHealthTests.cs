using Gateway.Server.Providers;
using Gateway.Tests.Server.Configuration;
using Gateway.Tests.Server.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Gateway.Tests.Server.Providers;

public sealed class UpstreamHealthTests
{
    private readonly StoppedTime _time = new();
    private readonly CapturedLog<UpstreamHealth> _log = new();
    private readonly UpstreamHealth _health;

    public UpstreamHealthTests()
    {
        var providers = Settings.Good(("Providers:a:BaseUrl", "http://127.0.0.1:1"), ("Providers:b:BaseUrl", "http://127.0.0.1:1")).Providers;
        _health = new UpstreamHealth(providers, _time, _log);
    }

    [Fact]
    public void A_change_is_one_line_and_more_of_the_same_is_none()
    {
        for (var i = 0; i < 3; i++)
            _health.Report(0, UpstreamState.Healthy);
        _time.Advance(TimeSpan.FromSeconds(2));
        for (var i = 0; i < 3; i++)
            _health.Report(0, UpstreamState.Unreachable, "refused");

        Assert.Equal(
            [(LogLevel.Information, "Provider a answers (was Unknown)"), (LogLevel.Warning, "Provider a is Unreachable (was Healthy): refused")], _log.Lines);
        Assert.Equal((UpstreamState.Unreachable, UpstreamState.Unknown), (_health[0], _health[1]));
    }

    [Fact]
    public void A_provider_that_fails_every_other_request_is_a_line_a_second_at_most()
    {
        for (var i = 0; i < 1000; i++)
        {
            _health.Report(0, i % 2 == 0 ? UpstreamState.Healthy : UpstreamState.Silent);
            _time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(_log.Lines.Count, 8, 11);
    }

    private sealed class StoppedTime : TimeProvider
    {
        private long _now = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan by) => _now += by.Ticks;
    }
}
