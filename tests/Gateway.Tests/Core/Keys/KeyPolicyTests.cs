using Gateway.Core.Keys;
using Gateway.Core.Limits;
using Gateway.Interleavings.Keys;
using Xunit;

namespace Gateway.Tests.Core.Keys;

public sealed class KeyPolicyTests
{
    public static readonly TheoryData<KeyRecord> Unusable =
    [
        TestKey.Record with { Version = 0 },
        TestKey.Record with { CostLimitNano = -1 },
        TestKey.Record with { CostLimitNano = AmountBounds.MaxCostLimitNano + 1 },
        TestKey.Record with { TokenLimit = -1 },
        TestKey.Record with { TokenLimit = AmountBounds.MaxTokenLimit + 1 },
        TestKey.Record with { RequestsPerMinute = 0 },
        TestKey.Record with { RequestsPerMinute = 60_000_001 },
        TestKey.Record with { MaxInFlight = 0 },
        TestKey.Record with { MaxInFlight = 1 << 20 },
        TestKey.Record with { Kind = KeyKind.Legacy, TokenLimit = 1 },
        TestKey.Record with { Kind = KeyKind.Legacy, CostLimitNano = 1 },
        TestKey.Record with { Kind = KeyKind.Legacy, RequestsPerMinute = 1 },
        TestKey.Record with { Kind = KeyKind.Legacy, MaxInFlight = 1 },
        TestKey.Record with { Kind = KeyKind.Legacy, AllowedModels = [] },
    ];

    [Theory]
    [MemberData(nameof(Unusable))]
    public void A_record_outside_its_bounds_makes_no_policy(KeyRecord record) => Assert.Throws<ArgumentException>(() => TestKey.Policy(record));

    [Fact]
    public void A_calendar_of_other_settings_makes_no_policy() =>
        Assert.Throws<ArgumentException>(() => new KeyPolicy(TestKey.Record, new EvenCalendar(ResetPeriod.Daily, "UTC"), new SharedParts()));

    [Fact]
    public void A_policy_says_what_its_record_says()
    {
        var record = TestKey.Record with
        {
            Version = 3,
            Name = "checkout",
            Project = "shop",
            Environment = "production",
            Owner = "ada",
            Enabled = false,
            ExpiresAt = 77,
            CostLimitNano = 25_500_000_000,
            TokenLimit = 0,
            RequestsPerMinute = 600,
            ResetPeriod = ResetPeriod.Monthly,
            TimeZone = "Europe/Berlin",
            Enforcement = Enforcement.Strict,
            MaxInFlight = 4,
            AllowedModels = ["gpt-*"],
            Metadata = new Dictionary<string, string> { ["a"] = "b" },
        };
        var policy = TestKey.Policy(record);
        Assert.Equal(("checkout", new KeyLabels("shop", "production", "ada"), 3L), (policy.Name, policy.Labels, policy.Version));
        Assert.Equal((false, false, 77L, 25_500_000_000L, 0L), (policy.IsEnabled, policy.IsDeleted, policy.ExpiresAt, policy.CostLimitNano, policy.TokenLimit));
        Assert.Equal((600, 4, Enforcement.Strict), (policy.RequestsPerMinute, policy.MaxInFlight, policy.Enforcement));
        Assert.Equal((ResetPeriod.Monthly, "Europe/Berlin"), (policy.Calendar.Period, policy.Calendar.TimeZone));
        Assert.Equal(["gpt-*"], policy.AllowedModels!.Patterns);
        Assert.Equal("b", policy.Metadata["a"]);
        Assert.Equal(KeyKind.Standard, policy.Kind);
    }

    [Fact]
    public void What_is_not_limited_is_null()
    {
        var policy = TestKey.Policy(TestKey.Record with { Kind = KeyKind.Legacy, Prefix = "sk-abc" });
        Assert.Null(policy.CostLimitNano);
        Assert.Null(policy.TokenLimit);
        Assert.Null(policy.RequestsPerMinute);
        Assert.Null(policy.MaxInFlight);
        Assert.Null(policy.AllowedModels);
        Assert.Null(policy.ExpiresAt);
        Assert.Empty(policy.Metadata);
        Assert.Equal((KeyKind.Legacy, "sk-abc"), (policy.Kind, policy.LegacyPrefix));
    }

    [Fact]
    public void Versions_of_rate_and_reset_move_only_with_their_settings()
    {
        var first = TestKey.Policy(TestKey.Record with { RequestsPerMinute = 5, ResetPeriod = ResetPeriod.Daily });
        var renamed = TestKey.Policy(TestKey.Record with { RequestsPerMinute = 5, ResetPeriod = ResetPeriod.Daily, Version = 2, ChangedAt = 50, Name = "n" }, first);
        Assert.Equal((1L, 1L, 1L), (renamed.RateVersion, renamed.ResetVersion, renamed.ResetSince));
        var faster = TestKey.Policy(TestKey.Record with { RequestsPerMinute = 6, ResetPeriod = ResetPeriod.Daily, Version = 3, ChangedAt = 60 }, renamed);
        Assert.Equal((3L, 1L, 1L), (faster.RateVersion, faster.ResetVersion, faster.ResetSince));
        var moved = TestKey.Policy(
            TestKey.Record with { RequestsPerMinute = 6, ResetPeriod = ResetPeriod.Daily, TimeZone = "Asia/Tokyo", Version = 4, ChangedAt = 70 }, faster);
        Assert.Equal((3L, 4L, 70L), (moved.RateVersion, moved.ResetVersion, moved.ResetSince));
    }

    [Fact]
    public void An_older_policy_does_not_replace_a_newer_one()
    {
        var key = TestKey.Create(TestKey.Record with { Version = 2 });
        Assert.Throws<ArgumentException>(() => key.Replace(TestKey.Policy(TestKey.Record with { Version = 2 })));
        Assert.Equal(2, key.Policy.Version);
    }

    [Fact]
    public void Equal_parts_are_shared_and_unlike_ones_are_not()
    {
        SharedParts parts = new();
        Assert.Same(parts.Labels("p", null, "o"), parts.Labels("p", null, "o"));
        Assert.NotSame(parts.Labels("p", null, "o"), parts.Labels("p", "o", null));
        Assert.Same(parts.Globs(["a", "b"]), parts.Globs(["a", "b"]));
        Assert.NotSame(parts.Globs([""]), parts.Globs([]));
        Assert.Null(parts.Globs(null));
    }

    [Fact]
    public void Ever_new_labels_do_not_fill_the_memory()
    {
        SharedParts parts = new();
        var first = parts.Labels("0", null, null);
        for (var i = 1; i <= SharedParts.MaxParts; i++)
            parts.Labels($"{i}", null, null);
        Assert.NotSame(first, parts.Labels("0", null, null));
    }
}
