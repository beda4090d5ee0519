using Gateway.Interleavings.Admissions;
using Xunit;

namespace Gateway.Tests.Core.Interleavings;

/// <summary>Admission and settlement under systematic schedules: what ships and its model hold, every twin is caught.</summary>
[Collection(nameof(Interleaving))]
public sealed class AdmissionInterleavingTests
{
    private const int Schedules = 200;

    [Fact]
    public void Of_two_first_requests_one_gets_the_room_by_estimate() => Interleaving.Holds(KeyScenarios.Two_first_requests_and_room_for_one_by_estimate, Schedules);

    [Fact]
    public void Of_two_requests_one_gets_the_place_in_flight() => Interleaving.Holds(KeyScenarios.Two_requests_and_one_place_in_flight, Schedules);

    [Fact]
    public void Of_two_requests_one_gets_the_place_in_the_window() => Interleaving.Holds(KeyScenarios.Two_requests_and_one_place_in_the_window, Schedules);

    [Fact]
    public void Two_that_see_the_period_end_start_one_new_period() => Interleaving.Holds(KeyScenarios.Two_requests_that_both_see_the_period_end, Schedules);

    [Fact]
    public void A_settlement_after_the_periods_end_counts_in_what_was() => Interleaving.Holds(KeyScenarios.A_settlement_a_request_and_the_end_of_the_period, Schedules);

    [Fact]
    public void A_reset_loses_no_charge() => Interleaving.Holds(KeyScenarios.A_settlement_a_request_and_a_reset, Schedules);

    [Fact]
    public void A_reset_that_meets_the_periods_end_changes_nothing_more() => Interleaving.Holds(KeyScenarios.A_reset_at_the_end_of_the_period, Schedules);

    [Fact]
    public void A_calendar_changed_at_the_periods_end_sets_the_end() => Interleaving.Holds(KeyScenarios.A_changed_calendar_at_the_end_of_the_period, Schedules);

    [Fact]
    public void A_changed_rate_leaves_nothing_taken_twice() => Interleaving.Holds(KeyScenarios.A_changed_rate_beside_two_requests, Schedules);

    [Fact]
    public void A_sweep_takes_nothing_from_a_request() => Interleaving.Holds(KeyScenarios.An_idle_sweep_beside_a_request, Schedules);

    [Fact]
    public void An_observer_sees_no_request_without_its_charge() => Interleaving.Holds(KeyScenarios.An_observer_beside_a_settlement, Schedules);

    [Theory]
    [InlineData(BooksKind.Production)]
    [InlineData(BooksKind.Model)]
    public void Of_two_requests_exactly_one_gets_the_room(BooksKind kind) => Interleaving.Holds(BooksScenarios.Two_requests_and_room_for_one, kind, Schedules);

    [Theory]
    [InlineData(BooksKind.Production)]
    [InlineData(BooksKind.Model)]
    public void A_settlement_never_makes_room_that_is_not_there(BooksKind kind) => Interleaving.Holds(BooksScenarios.A_settlement_and_a_request_that_does_not_fit, kind, Schedules);

    [Theory]
    [InlineData(BooksKind.Production)]
    [InlineData(BooksKind.Model)]
    public void A_request_too_big_does_not_refuse_one_that_fits(BooksKind kind) => Interleaving.Holds(BooksScenarios.A_request_too_big_for_any_budget_and_one_that_fits, kind, Schedules);

    [Theory]
    [InlineData(BooksKind.Production)]
    [InlineData(BooksKind.Model)]
    public void A_request_too_dear_does_not_refuse_one_that_fits(BooksKind kind) => Interleaving.Holds(BooksScenarios.A_request_too_dear_and_one_that_fits, kind, Schedules);

    [Theory]
    [InlineData(BooksKind.Production)]
    [InlineData(BooksKind.Model)]
    public void What_is_held_is_never_less_than_nothing(BooksKind kind) => Interleaving.Holds(BooksScenarios.An_observer_beside_a_request_charged_more_than_it_held, kind, Schedules);

    [Theory]
    [InlineData(BooksKind.Production)]
    [InlineData(BooksKind.Model)]
    public void What_a_settlement_gives_back_is_given_out_once(BooksKind kind) => Interleaving.Holds(BooksScenarios.Three_requests_one_of_which_is_settled, kind, Schedules);

    [Fact]
    public void Deciding_from_used_and_held_in_two_words_overshoots_a_strict_limit() =>
        Interleaving.Breaks(BooksScenarios.A_settlement_and_a_request_that_does_not_fit, BooksKind.DecidesFromTwoWords);

    [Fact]
    public void Adding_before_checking_lets_a_request_too_big_refuse_one_that_fits() =>
        Interleaving.Breaks(BooksScenarios.A_request_too_big_for_any_budget_and_one_that_fits, BooksKind.AddsThenChecks);

    [Fact]
    public void Taking_without_looking_lets_a_request_too_dear_refuse_one_that_fits() =>
        Interleaving.Breaks(BooksScenarios.A_request_too_dear_and_one_that_fits, BooksKind.TakesWithoutLooking);

    [Fact]
    public void An_observer_that_reads_committed_first_sees_less_than_nothing_held() =>
        Interleaving.Breaks(BooksScenarios.An_observer_beside_a_request_charged_more_than_it_held, BooksKind.ReadsCommittedFirst);

    [Fact]
    public void A_settlement_that_counts_used_first_shows_less_than_nothing_held() =>
        Interleaving.Breaks(BooksScenarios.An_observer_beside_a_request_charged_more_than_it_held, BooksKind.SettlesUsedFirst);
}
