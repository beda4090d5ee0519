using Gateway.Core.Limits;
using Xunit;

namespace Gateway.Tests.Core.Limits;

public sealed class SlidingWindowTests
{
    private const long Span = 100;

    [Fact]
    public void A_minute_is_sixty_seconds_and_the_tick_that_rounding_down_loses() => Assert.Equal(60 * 10_000 + 1, SlidingWindow.MinuteTicks);

    [Fact]
    public void Capacity_returns_when_the_oldest_admission_leaves()
    {
        SlidingWindow window = new(2, 0, Span);
        Assert.Equal(WindowVerdict.Admitted, window.TryAdmit(10, out _, out _));
        Assert.Equal(WindowVerdict.Admitted, window.TryAdmit(50, out _, out _));
        Assert.Equal(WindowVerdict.Refused, window.TryAdmit(60, out var at, out var wait));
        Assert.Equal((60, 50), (at, wait));
        Assert.Equal(WindowVerdict.Refused, window.TryAdmit(109, out _, out _));
        Assert.Equal(WindowVerdict.Admitted, window.TryAdmit(110, out _, out _));
        Assert.Equal(WindowVerdict.Refused, window.TryAdmit(149, out _, out _));
        Assert.Equal(WindowVerdict.Admitted, window.TryAdmit(150, out _, out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1_024)]
    [InlineData(1_025)]
    [InlineData(1_500)]
    [InlineData(100_000)]
    public void A_burst_is_admitted_to_the_last_place_and_not_beyond(int limit)
    {
        SlidingWindow window = new(limit, 0, Span);
        for (var i = 0; i < limit; i++)
        {
            Assert.Equal(WindowVerdict.Admitted, window.TryAdmit(10, out _, out _));
            if (i % 997 == 0)
                Assert.Equal(i + 1, window.InWindow(10));
        }

        Assert.Equal(limit, window.InWindow(10));
        Assert.Equal(WindowVerdict.Refused, window.TryAdmit(10, out _, out var wait));
        Assert.Equal(Span, wait);
        Assert.Equal(limit, window.InWindow(10 + Span - 1));
        Assert.Equal(0, window.InWindow(10 + Span));
    }

    [Fact]
    public void The_highest_limit_fits_its_slots()
    {
        SlidingWindow window = new(SlidingWindow.MaxLimit, 0, Span);
        for (var i = 0; i < 200_000; i++)
            Assert.Equal(WindowVerdict.Admitted, window.TryAdmit(10, out _, out _));
        Assert.Equal(200_000, window.InWindow(10));
        var successor = SlidingWindow.Successor(window, 1, 1);
        Assert.Equal(WindowVerdict.Refused, successor.TryAdmit(10, out _, out _));
        Assert.Equal(200_000, SlidingWindow.Successor(successor, SlidingWindow.MaxLimit, 2).InWindow(10));
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(-1, 0, 1)]
    [InlineData(SlidingWindow.MaxLimit + 1, 0, 1)]
    [InlineData(1, -1, 1)]
    [InlineData(1, 0, 0)]
    public void Impossible_windows_are_not_made(int limit, long version, long span) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlidingWindow(limit, version, span));

    [Fact]
    public void A_reading_older_than_the_newest_admission_counts_at_that_admissions_instant()
    {
        SlidingWindow window = new(2, 0, Span);
        window.TryAdmit(500, out _, out _);
        Assert.Equal(WindowVerdict.Admitted, window.TryAdmit(10, out var at, out _));
        Assert.Equal(500, at);
        Assert.Equal(WindowVerdict.Refused, window.TryAdmit(10, out _, out var wait));
        Assert.Equal(Span, wait);
    }

    [Fact]
    public void Times_of_many_years_fit()
    {
        SlidingWindow window = new(2, 0, Span);
        var late = WindowWord.MaxTime - 10;
        Assert.Equal(WindowVerdict.Admitted, window.TryAdmit(late, out var at, out _));
        Assert.Equal(late, at);
        window.TryAdmit(late + 1, out _, out _);
        Assert.Equal(WindowVerdict.Refused, window.TryAdmit(late + 2, out _, out var wait));
        Assert.Equal(Span - 2, wait);
    }

    [Fact]
    public void Looking_takes_nothing()
    {
        SlidingWindow window = new(1, 0, Span);
        for (var i = 0; i < 5; i++)
            Assert.Equal(WindowVerdict.Admitted, window.Look(10, out _));
        Assert.Equal(0, window.InWindow(10));
        Assert.Equal(WindowVerdict.Admitted, window.TryAdmit(10, out _, out _));
        Assert.Equal(WindowVerdict.Refused, window.Look(60, out var wait));
        Assert.Equal(50, wait);
    }

    [Fact]
    public void It_empties_when_the_newest_admission_leaves()
    {
        SlidingWindow window = new(3, 0, Span);
        Assert.Equal(0, window.EmptyAfter(10));
        Assert.True(window.IsIdle(10));
        window.TryAdmit(10, out _, out _);
        window.TryAdmit(30, out _, out _);
        Assert.Equal(70, window.EmptyAfter(60));
        Assert.False(window.IsIdle(129));
        Assert.True(window.IsIdle(130));
        Assert.Equal(Span, window.EmptyAfter(5));
    }

    [Theory]
    [InlineData(60, 600)]
    [InlineData(1_000, 8_200)]
    [InlineData(60_000_000, 8_400)]
    public void Memory_is_eight_bytes_a_slot_and_little_more(int limit, long atMost)
    {
        GC.KeepAlive(new SlidingWindow(limit, 0));
        var before = GC.GetAllocatedBytesForCurrentThread();
        SlidingWindow window = new(limit, 0);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Current.SendDiagnosticMessage("a window of {0}/min: {1} bytes", limit, bytes);
        Assert.InRange(bytes, 8 * Math.Min(limit, 1_024), atMost);
        GC.KeepAlive(window);
    }

    [Fact]
    public void Asking_allocates_nothing()
    {
        SlidingWindow window = new(7, 0, Span);
        long Run(int from)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = from; i < from + 5_000; i++)
            {
                window.TryAdmit(i, out _, out _);
                window.Look(i, out _);
                window.InWindow(i);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Run(1);
        Assert.Equal(0, Run(10_000));
    }
}
