using Gateway.Core.Keys;

namespace Gateway.Core.Limits;

/// <summary>What the <c>x-ratelimit-…</c> headers of a response say. Amounts are those of one moment during the reading.</summary>
public readonly record struct RateLimitState
{
    private const int TicksPerMillisecond = 10;

    /// <summary>Requests in any 60 s; 0 if not limited.</summary>
    public int RequestLimit { get; private init; }

    /// <summary>Requests that would be admitted now.</summary>
    public int RequestsRemaining { get; private init; }

    /// <summary>Milliseconds, rounded up, until the whole limit is free again if nothing more is admitted.</summary>
    public int RequestsResetMilliseconds { get; private init; }

    /// <summary>Whether tokens are limited.</summary>
    public bool LimitsTokens { get; private init; }

    /// <summary>Tokens a period.</summary>
    public long TokenLimit { get; private init; }

    /// <summary>Tokens neither used nor held.</summary>
    public long TokensRemaining { get; private init; }

    /// <summary>Milliseconds, rounded up, until the period ends; -1 if it does not.</summary>
    public long TokensResetMilliseconds { get; private init; }

    /// <summary>Reads the state of a key. No allocation once the key is warm.</summary>
    public static RateLimitState Of(ApiKey key, TimeReading now)
    {
        var policy = key.Policy;
        RateLimitState state = default;
        if (policy.RateCeiling != 0)
        {
            var window = Volatile.Read(ref key.Window);
            state = state with
            {
                RequestLimit = policy.RateCeiling,
                RequestsRemaining = Math.Max(0, policy.RateCeiling - (window?.InWindow(now.Monotonic) ?? 0)),
                RequestsResetMilliseconds = (int)(((window?.EmptyAfter(now.Monotonic) ?? 0) + TicksPerMillisecond - 1) / TicksPerMillisecond),
            };
        }

        if (!policy.HasTokenLimit)
            return state;
        var period = key.OpenLedger().PeriodAt(key, policy, now.Wall);
        return state with
        {
            LimitsTokens = true,
            TokenLimit = policy.TokenCeiling,
            TokensRemaining = Math.Max(0, policy.TokenCeiling - Volatile.Read(ref period.Books.CommittedTokens)),
            TokensResetMilliseconds = period.EndsAt == PeriodBounds.Never
                ? -1
                : Math.Max(0, (period.EndsAt - now.Wall + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond),
        };
    }
}
