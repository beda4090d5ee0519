using Gateway.Interleavings.Windows;
using Xunit;

namespace Gateway.Tests.Core.Interleavings;

/// <summary>The window under systematic schedules: what ships and its model hold, every twin is caught.</summary>
[Collection(nameof(Interleaving))]
public sealed class WindowInterleavingTests
{
    [Theory]
    [InlineData(WindowKind.Production)]
    [InlineData(WindowKind.Model)]
    public void One_place_is_taken_once_a_window(WindowKind kind) => Interleaving.Holds(WindowScenarios.One_place, kind);

    [Theory]
    [InlineData(WindowKind.Production)]
    [InlineData(WindowKind.Model)]
    public void A_full_window_left_alone_admits_its_limit_and_no_more(WindowKind kind) => Interleaving.Holds(WindowScenarios.After_an_idle_window, kind);

    [Theory]
    [InlineData(WindowKind.Production)]
    [InlineData(WindowKind.Model)]
    public void Late_clock_readings_neither_over_admit_nor_wait_too_long(WindowKind kind) => Interleaving.Holds(WindowScenarios.Late_readings, kind);

    [Theory]
    [InlineData(WindowKind.Production)]
    [InlineData(WindowKind.Model)]
    public void Slots_of_several_admissions_never_exceed_the_limit(WindowKind kind) => Interleaving.Holds(WindowScenarios.Groups, kind);

    [Theory]
    [InlineData(WindowKind.Production)]
    [InlineData(WindowKind.Model)]
    public void A_changing_limit_carries_every_admission_over(WindowKind kind) => Interleaving.Holds(WindowScenarios.The_limit_changes, kind);

    [Theory]
    [InlineData(WindowKind.Production)]
    [InlineData(WindowKind.Model)]
    public void An_answered_change_counts_for_every_later_request(WindowKind kind) => Interleaving.Holds(WindowScenarios.An_answered_change_counts, kind);

    [Theory]
    [InlineData(WindowKind.Production)]
    [InlineData(WindowKind.Model)]
    public void An_idle_window_goes_without_losing_an_admission(WindowKind kind) => Interleaving.Holds(WindowScenarios.An_idle_window_is_retired, kind);

    [Fact]
    public void Slots_without_a_lap_refuse_while_there_is_room() =>
        Assert.Contains("inside", Interleaving.Breaks(WindowScenarios.After_an_idle_window, WindowKind.WithoutLap), StringComparison.Ordinal);

    [Fact]
    public void An_instant_that_is_the_reading_waits_too_long() => Interleaving.Breaks(WindowScenarios.Late_readings, WindowKind.InstantIsReading);

    [Fact]
    public void An_instant_that_is_the_reading_admits_too_many_in_groups() =>
        Assert.Contains("are allowed", Interleaving.Breaks(WindowScenarios.Groups, WindowKind.InstantIsReading), StringComparison.Ordinal);

    [Fact]
    public void A_cursor_claimed_before_the_slot_admits_one_too_many() =>
        Assert.Contains("are allowed", Interleaving.Breaks(WindowScenarios.After_an_idle_window, WindowKind.CursorFirst), StringComparison.Ordinal);

    [Fact]
    public void A_lone_slot_that_waits_for_its_opener_is_not_lock_free() =>
        Assert.Contains("steps", Interleaving.Breaks(WindowScenarios.One_place, WindowKind.LoneSlotWaits), StringComparison.Ordinal);

    [Fact]
    public void A_successor_that_does_not_freeze_loses_admissions() => Interleaving.Breaks(WindowScenarios.The_limit_changes, WindowKind.CopiesWithoutFreezing);

    [Fact]
    public void A_window_chosen_by_its_limit_is_flipped_back() => Interleaving.Breaks(WindowScenarios.An_answered_change_counts, WindowKind.ComparesLimits);

    [Fact]
    public void A_shrink_that_forgets_lets_a_growth_over_admit() => Interleaving.Breaks(WindowScenarios.The_limit_changes, WindowKind.ForgetsLeftOver);

    [Fact]
    public void A_window_retired_without_freezing_loses_admissions() => Interleaving.Breaks(WindowScenarios.An_idle_window_is_retired, WindowKind.RetiresWithoutFreezing);

    [Fact]
    public void A_window_retired_to_nothing_admits_in_the_past() => Interleaving.Breaks(WindowScenarios.An_idle_window_is_retired, WindowKind.RetiresToNothing);
}
