using Gateway.Core.Limits;

namespace Gateway.Core.Keys;

/// <summary>The last guard before a record becomes a policy: what the arithmetic of admission relies on. The administration has said it more kindly before.</summary>
internal static class KeyRecordCheck
{
    /// <exception cref="ArgumentException">Something is outside its bounds.</exception>
    internal static void Demand(KeyRecord record, IResetCalendar calendar)
    {
        Demand(record.Version >= 1, "the version is at least 1");
        Demand(record.CostLimitNano is null or (>= 0 and <= AmountBounds.MaxCostLimitNano), "the cost limit is outside its bounds");
        Demand(record.TokenLimit is null or (>= 0 and <= AmountBounds.MaxTokenLimit), "the token limit is outside its bounds");
        Demand(record.RequestsPerMinute is null or (>= 1 and <= SlidingWindow.MaxLimit), "requests per minute are outside their bounds");
        Demand(record.MaxInFlight is null or (>= 1 and <= AmountBounds.MaxInFlight), "the most in flight is outside its bounds");
        Demand(record.Kind == KeyKind.Standard || !HasLimits(record), "a legacy key takes no limits");
        Demand(calendar.Period == record.ResetPeriod && calendar.TimeZone == record.TimeZone, "the calendar is not the record's");
    }

    private static bool HasLimits(KeyRecord record) =>
        record.CostLimitNano is not null
        || record.TokenLimit is not null
        || record.RequestsPerMinute is not null
        || record.MaxInFlight is not null
        || record.AllowedModels is not null;

    private static void Demand(bool holds, string rule)
    {
        if (!holds)
            throw new ArgumentException($"Not a usable key record: {rule}.", nameof(rule));
    }
}
