using Gateway.Core.Limits;
using Xunit;

namespace Gateway.Tests.Core.Limits;

public sealed class WindowReferenceTests
{
    private const long Span = 100;

    [Fact]
    public void The_window_comes_with_first_use()
    {
        SlidingWindow? reference = null;
        var window = WindowReference.InForce(ref reference, 5, 3);
        Assert.Same(window, reference);
        Assert.Equal((5, 3L, SlidingWindow.MinuteTicks), (window.Limit, window.Version, window.SpanTicks));
        Assert.Same(window, WindowReference.InForce(ref reference, 5, 3));
    }

    [Fact]
    public void An_older_policy_does_not_bring_its_limit_back()
    {
        SlidingWindow? reference = null;
        WindowReference.InForce(ref reference, 5, 3);
        var newer = WindowReference.InForce(ref reference, 9, 4);
        Assert.Same(newer, WindowReference.InForce(ref reference, 5, 3));
        Assert.Equal(9, reference!.Limit);
    }

    [Fact]
    public void A_replaced_window_says_moved()
    {
        SlidingWindow? reference = null;
        var old = WindowReference.InForce(ref reference, 5, 3);
        WindowReference.InForce(ref reference, 9, 4);
        Assert.Equal(WindowVerdict.Moved, old.TryAdmit(10, out _, out _));
        Assert.Equal(WindowVerdict.Moved, old.Look(10, out _));
    }

    [Fact]
    public void Shrinking_and_growing_again_within_a_window_forgets_nothing()
    {
        SlidingWindow? reference = new(10, 0, Span);
        for (var now = 1; now <= 10; now++)
            reference.TryAdmit(now, out _, out _);
        WindowReference.InForce(ref reference, 2, 1);
        WindowReference.InForce(ref reference, 1, 2);
        var grown = WindowReference.InForce(ref reference, 12, 3);
        Assert.Equal(10, grown.InWindow(20));
        Assert.Equal(WindowVerdict.Admitted, grown.TryAdmit(20, out _, out _));
        Assert.Equal(WindowVerdict.Admitted, grown.TryAdmit(20, out _, out _));
        Assert.Equal(WindowVerdict.Refused, grown.TryAdmit(20, out _, out var wait));
        Assert.Equal(1 + Span - 20, wait);
    }

    [Fact]
    public void What_a_shrink_left_over_is_dropped_once_it_has_left_the_window()
    {
        SlidingWindow? reference = new(3, 0, Span);
        foreach (var now in new long[] { 1, 2, 3 })
            reference.TryAdmit(now, out _, out _);
        WindowReference.InForce(ref reference, 1, 1).TryAdmit(103, out _, out _);
        Assert.Equal(1, WindowReference.InForce(ref reference, 3, 2).InWindow(103));
    }

    [Fact]
    public void An_idle_window_goes_and_the_next_one_starts_empty_but_not_earlier()
    {
        SlidingWindow? reference = new(1, 0, Span);
        reference.TryAdmit(10, out _, out _);
        Assert.False(WindowReference.TryRetire(ref reference, SlidingWindow.Retired(109, Span)));
        var mark = SlidingWindow.Retired(110, Span);
        Assert.True(WindowReference.TryRetire(ref reference, mark));
        Assert.Same(mark, reference);
        Assert.Equal((0, 0), (mark.InWindow(110), mark.EmptyAfter(110)));
        Assert.False(WindowReference.TryRetire(ref reference, mark));

        var next = WindowReference.InForce(ref reference, 1, 0);
        Assert.Equal(Span, next.SpanTicks);
        Assert.Equal(WindowVerdict.Admitted, next.TryAdmit(60, out var at, out _));
        Assert.Equal(110, at);
    }

    [Fact]
    public void A_window_frozen_by_a_sweep_that_stands_still_is_replaced_by_whoever_needs_it()
    {
        SlidingWindow? reference = new(2, 5, Span);
        reference.TryAdmit(10, out _, out _);
        var frozen = reference;
        frozen.Freeze<NoWindowProbe>();
        Assert.Equal(WindowVerdict.Moved, frozen.TryAdmit(20, out _, out _));
        var next = WindowReference.InForce(ref reference, 2, 5, moved: frozen);
        Assert.NotSame(frozen, next);
        Assert.Equal((2, 5L, 1), (next.Limit, next.Version, next.InWindow(20)));
    }

    [Fact]
    public void Where_there_is_no_window_there_is_nothing_to_retire()
    {
        SlidingWindow? reference = null;
        Assert.False(WindowReference.TryRetire(ref reference, SlidingWindow.Retired(1)));
        Assert.Null(reference);
    }
}
