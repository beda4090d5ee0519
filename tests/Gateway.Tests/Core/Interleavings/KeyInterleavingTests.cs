using Gateway.Interleavings.Keys;
using Xunit;

namespace Gateway.Tests.Core.Interleavings;

/// <summary>Key table and memo under systematic schedules: what ships and its model hold, every twin is caught.</summary>
[Collection(nameof(Interleaving))]
public sealed class KeyInterleavingTests
{
    [Theory]
    [InlineData(DirectoryKind.Production)]
    [InlineData(DirectoryKind.Model)]
    public void A_deleted_secret_is_refused_after_the_answer(DirectoryKind kind) =>
        Interleaving.Holds(DirectoryScenarios.A_deleted_secret_is_refused_after_the_answer, kind);

    [Theory]
    [InlineData(DirectoryKind.Production)]
    [InlineData(DirectoryKind.Model)]
    public void A_rotated_secret_is_refused_after_the_answer(DirectoryKind kind) =>
        Interleaving.Holds(DirectoryScenarios.A_rotated_secret_is_refused_after_the_answer, kind);

    [Theory]
    [InlineData(DirectoryKind.Production)]
    [InlineData(DirectoryKind.Model)]
    public void An_imported_secret_is_accepted_after_the_answer(DirectoryKind kind) =>
        Interleaving.Holds(DirectoryScenarios.An_imported_secret_is_accepted_after_the_answer, kind);

    [Fact]
    public void A_flag_on_the_key_notices_a_deletion() =>
        Interleaving.Holds(DirectoryScenarios.A_deleted_secret_is_refused_after_the_answer, DirectoryKind.FlagOnTheKey);

    [Fact]
    public void A_flag_on_the_key_lets_a_rotated_secret_work_on() =>
        Interleaving.Breaks(DirectoryScenarios.A_rotated_secret_is_refused_after_the_answer, DirectoryKind.FlagOnTheKey);

    [Fact]
    public void A_version_read_after_the_look_up_remembers_a_revoked_secret_for_good() =>
        Interleaving.Breaks(DirectoryScenarios.A_deleted_secret_is_refused_after_the_answer, DirectoryKind.ReadsTheVersionAgain);

    [Fact]
    public void A_memo_that_never_looks_again_lets_a_deleted_secret_work_on() =>
        Interleaving.Breaks(DirectoryScenarios.A_deleted_secret_is_refused_after_the_answer, DirectoryKind.NeverLooksAgain);
}
