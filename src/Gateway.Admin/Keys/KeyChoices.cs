using Gateway.Core.Keys;

namespace Gateway.Admin.Keys;

/// <summary>The words that JSON uses for the choices that a key's fields offer.</summary>
internal static class KeyChoices
{
    /// <summary><c>kind</c>.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, KeyKind>> Kinds = [new("standard", KeyKind.Standard), new("legacy", KeyKind.Legacy)];

    /// <summary><c>enforcement</c>.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, Enforcement>> Enforcements =
        [new("estimate", Enforcement.Estimate), new("strict", Enforcement.Strict)];

    /// <summary><c>reset_period</c>.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, ResetPeriod>> ResetPeriods =
    [
        new("none", ResetPeriod.None), new("hourly", ResetPeriod.Hourly), new("daily", ResetPeriod.Daily), new("weekly", ResetPeriod.Weekly),
        new("monthly", ResetPeriod.Monthly), new("quarterly", ResetPeriod.Quarterly), new("yearly", ResetPeriod.Yearly),
    ];

    /// <summary><c>status</c>.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, KeyStatus>> Statuses =
    [
        new("active", KeyStatus.Active), new("disabled", KeyStatus.Disabled), new("expired", KeyStatus.Expired),
        new("exhausted", KeyStatus.Exhausted), new("deleted", KeyStatus.Deleted),
    ];

    /// <summary>The word for a choice.</summary>
    public static string Word<T>(IReadOnlyList<KeyValuePair<string, T>> choices, T value)
        where T : struct, Enum
    {
        foreach (var (word, choice) in choices)
        {
            if (EqualityComparer<T>.Default.Equals(choice, value))
                return word;
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, "no word for it");
    }
}
