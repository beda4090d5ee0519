namespace Gateway.Core.Limits;

/// <summary>One reset period.</summary>
/// <param name="StartsAt">Its first instant: UTC, as <see cref="DateTime.Ticks"/>.</param>
/// <param name="EndsAt">The first instant after it; <see cref="Never"/> if it does not end.</param>
public readonly record struct PeriodBounds(long StartsAt, long EndsAt)
{
    /// <summary>No end.</summary>
    public const long Never = long.MaxValue;

    /// <summary>Whether an instant lies in the period.</summary>
    public bool Contains(long wall) => wall >= StartsAt && wall < EndsAt;
}
