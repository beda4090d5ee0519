using Gateway.Core.Keys;

namespace Gateway.Core.Limits;

/// <summary>
/// One reset period of one key. Immutable but for its books; rolling over, resetting, and moving the end are one exchange of the key's reference.
/// A request is admitted and settled in the books of the period that it read, whatever comes after.
/// </summary>
internal sealed class UsagePeriod
{
    private readonly PeriodBooks? _books;

    private UsagePeriod(PeriodBounds bounds, long generation, long resetVersion, PeriodBooks? books)
    {
        StartsAt = bounds.StartsAt;
        EndsAt = bounds.EndsAt;
        Generation = generation;
        ResetVersion = resetVersion;
        _books = books;
    }

    /// <summary>Its first instant, UTC ticks.</summary>
    internal long StartsAt { get; }

    /// <summary>The first instant after it.</summary>
    internal long EndsAt { get; }

    /// <summary>Counts the periods of the key, resets included.</summary>
    internal long Generation { get; }

    /// <summary>The version of the policy whose calendar set <see cref="EndsAt"/>.</summary>
    internal long ResetVersion { get; }

    /// <summary>The counters. Only of periods that <see cref="IsInForce"/> has accepted: retired ones have none.</summary>
    internal PeriodBooks Books => _books!;

    /// <summary>What stands in a ledger before its first period.</summary>
    internal static UsagePeriod None { get; } = new(new(long.MinValue, long.MinValue), 0, 0, null);

    /// <summary>Whether requests are admitted in it. A clock set back stays in it.</summary>
    internal bool IsInForce(KeyPolicy policy, long wall) => wall < EndsAt && ResetVersion >= policy.ResetVersion;

    /// <summary>The period that takes this one's place.</summary>
    /// <param name="policy">The newest policy: of another calendar it moves the end and keeps the books, unless the period was over when that was decided.</param>
    /// <param name="wall">UTC ticks.</param>
    /// <exception cref="InvalidOperationException">The calendar answers with a period that does not contain the instant.</exception>
    internal UsagePeriod Following(KeyPolicy policy, long wall)
    {
        if (ResetVersion < policy.ResetVersion && EndsAt > policy.ResetSince)
        {
            var since = Math.Max(policy.ResetSince, StartsAt);
            return new(Containing(policy.Calendar, since) with { StartsAt = StartsAt }, Generation, policy.ResetVersion, _books);
        }

        // A retired period ended at its StartsAt; with the clock set back behind that, what follows begins there nevertheless.
        return new(Containing(policy.Calendar, Math.Max(wall, StartsAt)), Generation + 1, policy.ResetVersion, new());
    }

    /// <summary>The same period with empty books.</summary>
    internal UsagePeriod Reset() => new(new(StartsAt, EndsAt), Generation + 1, ResetVersion, new());

    /// <summary>What is left of a period that is over once its books are no longer needed: the generation, and that it is over.</summary>
    internal UsagePeriod Retired() => new(new(EndsAt, long.MinValue), Generation, ResetVersion, null);

    private static PeriodBounds Containing(IResetCalendar calendar, long wall)
    {
        var bounds = calendar.Containing(wall);
        return bounds.Contains(wall) ? bounds : throw new InvalidOperationException($"The calendar's period of {wall} does not contain it.");
    }
}
