using CsCheck;
using Gateway.Core.Limits;
using Xunit;

namespace Gateway.Tests.Core.Limits;

/// <summary>One thread against the log of all admissions: equal in every answer up to 1,024, never above it beyond.</summary>
public sealed class SlidingWindowModelTests
{
    private const long Span = 50;

    private static readonly int[] Limits = [1, 2, 7, 100, 1_000, 1_024, 1_500, 5_000];

    private static readonly Gen<(int Step, int Burst)[]> Arrivals = Gen.Select(Gen.Frequency((6, Gen.Int[0, 3]), (2, Gen.Int[-20, 30]), (1, Gen.Int[49, 130])), Gen.Int[1, 9]).Array[1, 120];

    [Fact]
    public void Up_to_1024_the_window_equals_the_log() => Gen.Select(Gen.Int[1, 12], Arrivals).Sample((limit, arrivals) =>
    {
        SlidingWindow window = new(limit, version: 0, Span);
        SlidingLog log = new(Span);
        var now = 1_000L;
        foreach (var (step, burst) in arrivals)
        {
            now += step;
            Assert.Equal(log.Inside(now), window.InWindow(now));
            for (var i = 0; i < burst; i++)
            {
                var looked = window.Look(now, out var expectedWait);
                var verdict = window.TryAdmit(now, out var at, out var wait);
                var admitted = log.TryAdmit(now, limit, out var logAt, out var logWait);
                Assert.Equal(admitted, verdict == WindowVerdict.Admitted);
                Assert.Equal((logAt, logWait), (at, wait));
                Assert.Equal((verdict, wait), (looked, expectedWait));
            }
        }
    });

    [Fact]
    public void Groups_admit_less_than_the_log_by_no_more_than_a_group_each() => Gen.Select(Gen.Int[1, 40], Gen.Int[1, 8], Arrivals).Sample((limit, slots, arrivals) =>
    {
        SlidingWindow window = new(limit, version: 0, Span, floor: 0, [], leftOver: null, slots);
        List<long> admissions = [];
        var group = (limit + Math.Min(slots, limit) - 1) / Math.Min(slots, limit);
        var now = 1_000L;
        foreach (var (step, burst) in arrivals)
        {
            now += Math.Abs(step);
            for (var i = 0; i < burst; i++)
            {
                if (window.TryAdmit(now, out var at, out var wait) == WindowVerdict.Admitted)
                {
                    admissions.Add(at);
                    Assert.True(admissions.Count(a => at - a < Span) <= limit);
                }
                else
                {
                    Assert.InRange(wait, 1, Span);
                    Assert.True(admissions.Count(a => at - a < Span) > limit - group);
                    Assert.Equal(WindowVerdict.Refused, window.Look(at + wait - 1, out _));
                    Assert.Equal(WindowVerdict.Admitted, window.Look(at + wait, out _));
                }
            }
        }
    });

    [Fact]
    public void A_changing_limit_carries_every_admission_over() =>
        Gen.Select(Gen.Int[1, 9], Gen.Select(Gen.Int[0, 12], Gen.Int[1, 9], Gen.Int[0, 9]).Array[1, 60]).Sample((limit, steps) =>
        {
            SlidingWindow? window = new(limit, version: 0, Span);
            SlidingLog log = new(Span);
            var (now, version) = (1_000L, 0L);
            foreach (var (step, burst, newLimit) in steps)
            {
                now += step;
                if (newLimit > 0)
                {
                    limit = newLimit;
                    version++;
                }

                for (var i = 0; i < burst; i++)
                {
                    var current = WindowReference.InForce(ref window, limit, version);
                    var verdict = current.TryAdmit(now, out var at, out var wait);
                    var admitted = log.TryAdmit(now, limit, out var logAt, out var logWait);
                    Assert.Equal((admitted, logAt, logWait), (verdict == WindowVerdict.Admitted, at, wait));
                }
            }
        });

    [Fact]
    public void Changes_across_1024_and_groups_never_over_admit() =>
        Gen.Select(Gen.Int[0, Limits.Length - 1], Gen.Int[0, 25], Gen.Int[0, 2_000]).Array[2, 25].Sample(
            steps =>
            {
                SlidingWindow? window = null;
                List<(long At, int Limit)> admissions = [];
                var (now, version) = (1_000L, 0L);
                foreach (var (chosen, step, burst) in steps)
                {
                    var limit = Limits[chosen];
                    now += step;
                    version++;
                    window ??= new(limit, version, Span);
                    for (var i = 0; i < burst; i++)
                    {
                        var current = WindowReference.InForce(ref window, limit, version);
                        if (current.TryAdmit(now, out var at, out _) == WindowVerdict.Admitted)
                            admissions.Add((at, limit));
                    }
                }

                for (var i = 0; i < admissions.Count; i++)
                {
                    var (at, limit) = admissions[i];
                    if (i >= limit)
                        Assert.True(at - admissions[i - limit].At >= Span);
                }
            },
            iter: 60);
}
