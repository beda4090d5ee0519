using Gateway.Core.Limits;

namespace Gateway.Core.Keys;

/// <summary>What a key has used and is using, for lists, the key's owner and its status. Read word by word while requests go on.</summary>
/// <param name="RequestsInWindow">Admissions in the last 60 s; 0 without a limit of requests/min.</param>
/// <param name="InFlight">Requests under way.</param>
/// <param name="LastUsedAt">The last admission, UTC ticks; null for none.</param>
/// <param name="Period">The bounds of the period in force; without a reset period it starts when the key was made.</param>
/// <param name="PeriodTotals">What the period has used.</param>
/// <param name="HeldTokens">Tokens held by requests in flight, never below 0.</param>
/// <param name="HeldCostNano">Nano-dollars held by requests in flight, never below 0.</param>
/// <param name="Lifetime">What the key has used since it was made.</param>
public readonly record struct KeyUsage(
    int RequestsInWindow,
    int InFlight,
    long? LastUsedAt,
    PeriodBounds Period,
    UsageTotals PeriodTotals,
    long HeldTokens,
    long HeldCostNano,
    UsageTotals Lifetime)
{
    internal static KeyUsage Of(ApiKey key, TimeReading now)
    {
        var policy = key.Policy;
        if (key.Ledger is not { } ledger)
            return new(0, 0, null, Shown(key, policy.Calendar.Containing(now.Wall)), default, 0, 0, default);
        var period = ledger.PeriodAt(key, policy, now.Wall);
        var books = period.Books;

        // Lifetime before the period: what is counted in the period first is never missing from it. Used before committed: held is never negative.
        var lifetime = ledger.Lifetime.Read();
        var totals = books.Counters.Read();
        var heldTokens = Volatile.Read(ref books.CommittedTokens) - totals.TotalTokens;
        var heldCost = Volatile.Read(ref books.CommittedCost) - totals.CostNano;
        var lastUsed = ledger.LastUsedAt;
        return new(
            policy.HasRateLimit ? Volatile.Read(ref key.Window)?.InWindow(now.Monotonic) ?? 0 : 0,
            Volatile.Read(ref ledger.InFlight),
            lastUsed == 0 ? null : lastUsed,
            Shown(key, new(period.StartsAt, period.EndsAt)),
            totals,
            heldTokens,
            heldCost,
            lifetime);
    }

    internal static KeyStatus StatusOf(ApiKey key, TimeReading now)
    {
        var policy = key.Policy;
        if (policy.IsDeleted)
            return KeyStatus.Deleted;
        if (!policy.IsEnabled)
            return KeyStatus.Disabled;
        if (policy.IsExpiredAt(now.Wall))
            return KeyStatus.Expired;
        if (key.Ledger is not { } ledger)
            return policy.CostCeiling == 0 || policy.TokenCeiling == 0 ? KeyStatus.Exhausted : KeyStatus.Active;
        ref var counters = ref ledger.PeriodAt(key, policy, now.Wall).Books.Counters;
        return counters.CostNano >= policy.CostCeiling || counters.TotalTokens >= policy.TokenCeiling ? KeyStatus.Exhausted : KeyStatus.Active;
    }

    private static PeriodBounds Shown(ApiKey key, PeriodBounds bounds) =>
        bounds.StartsAt == 0 ? bounds with { StartsAt = key.CreatedAt } : bounds;
}
