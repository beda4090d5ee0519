using Gateway.Core;
using Gateway.Core.Admission;
using Gateway.Core.Keys;
using Gateway.Core.Limits;
using Xunit;

namespace Gateway.Tests.Core.Admission;

/// <summary>
/// The oracle: a key as the contract describes it, in lists that are added up on every question. Limits of requests are kept by
/// <see cref="SlidingWindow"/>'s own oracle elsewhere; here a list of instants, whose limit carries over as the window's does.
/// </summary>
internal sealed class NaiveKey(KeyPolicy policy)
{
    private readonly List<Entry> _entries = [];
    private readonly List<long> _instants = [];
    private PeriodBounds _bounds;
    private long _resetVersion;
    private int _period;
    private int _refused;
    private int _refusedInPeriod;
    private bool _isUsed;

    internal KeyPolicy Policy { get; set; } = policy;

    internal RefusalReason Admit(int id, long tokens, long cost, TimeReading now)
    {
        _isUsed = true;
        Advance(now.Wall);
        var isStrict = Policy.IsStrict;
        var costLimit = Policy.CostLimitNano ?? long.MaxValue;
        var tokenLimit = Policy.TokenLimit ?? long.MaxValue;
        var reason =
            UsedUp(UsedCost, cost, costLimit, isStrict) is { } costGone ? (costGone ? RefusalReason.CostUsedUp : RefusalReason.CostWouldNotFit)
            : UsedUp(UsedTokens, tokens, tokenLimit, isStrict) is { } tokensGone ? (tokensGone ? RefusalReason.TokensUsedUp : RefusalReason.TokensWouldNotFit)
            : Policy.RequestsPerMinute is { } rate && InWindow(now.Monotonic) >= rate ? RefusalReason.RateLimited
            : Policy.MaxInFlight is { } most && InFlight >= most ? RefusalReason.TooManyInFlight
            : UsedUp(UsedCost + HeldCost, cost, costLimit, isStrict) is not null ? RefusalReason.CostHeld
            : UsedUp(UsedTokens + HeldTokens, tokens, tokenLimit, isStrict) is not null ? RefusalReason.TokensHeld
            : RefusalReason.None;
        if (reason != RefusalReason.None)
        {
            _refused++;
            _refusedInPeriod++;
            return reason;
        }

        _entries.Add(new(id, _period) { HeldTokens = tokens, HeldCost = cost, IsOpen = true, IsInFlight = true });
        if (Policy.RequestsPerMinute is not null)
            _instants.Add(now.Monotonic);
        return reason;
    }

    internal bool Charge(int id, long tokens, long cost)
    {
        if (Find(id) is not { IsOpen: true } entry)
            return false;
        (entry.IsOpen, entry.IsCharged, entry.Tokens, entry.Cost) = (false, true, tokens, cost);
        return true;
    }

    internal void Cancel(int id)
    {
        if (Find(id) is { } entry)
            entry.IsOpen = false;
    }

    internal void Release(int id)
    {
        if (Find(id) is { } entry)
            (entry.IsOpen, entry.IsInFlight) = (false, false);
    }

    internal void Reset(long wall)
    {
        if (!_isUsed)
            return;
        Advance(wall);
        StartPeriod();
    }

    internal void AssertSame(ApiKey key, TimeReading now)
    {
        var usage = key.Usage(now);
        if (!_isUsed)
        {
            Assert.Equal(default, usage.Lifetime);
            return;
        }

        Advance(now.Wall);
        Assert.Equal((InFlight, HeldTokens, HeldCost), (usage.InFlight, usage.HeldTokens, usage.HeldCostNano));
        Assert.Equal((UsedTokens, UsedCost), (usage.PeriodTotals.TotalTokens, usage.PeriodTotals.CostNano));
        Assert.Equal((_entries.Count(e => e.IsCharged && e.Period == _period), _refusedInPeriod), (usage.PeriodTotals.Requests, usage.PeriodTotals.Refused));
        Assert.Equal((_entries.Sum(e => e.Tokens), _entries.Sum(e => e.Cost)), (usage.Lifetime.TotalTokens, usage.Lifetime.CostNano));
        Assert.Equal((_entries.Count(e => e.IsCharged), _refused), (usage.Lifetime.Requests, usage.Lifetime.Refused));
        Assert.Equal(_bounds.EndsAt, usage.Period.EndsAt);
    }

    private int InFlight => _entries.Count(e => e.IsInFlight);

    private long UsedTokens => _entries.Where(e => e.Period == _period).Sum(e => e.Tokens);

    private long UsedCost => _entries.Where(e => e.Period == _period).Sum(e => e.Cost);

    private long HeldTokens => _entries.Where(e => e.Period == _period && e.IsOpen).Sum(e => e.HeldTokens);

    private long HeldCost => _entries.Where(e => e.Period == _period && e.IsOpen).Sum(e => e.HeldCost);

    /// <summary>Null if it fits; whether nothing at all is left if it does not.</summary>
    private static bool? UsedUp(long used, long hold, long limit, bool isStrict) =>
        used >= limit && !(isStrict && hold == 0 && used == limit) ? true : isStrict && hold > limit - used ? false : null;

    private int InWindow(long now) => _instants.Count(at => now - at < SlidingWindow.MinuteTicks);

    private Entry? Find(int id) => _entries.Find(e => e.Id == id);

    private void Advance(long wall)
    {
        if (_period == 0)
        {
            StartPeriod();
            (_bounds, _resetVersion) = (Policy.Calendar.Containing(wall), Policy.ResetVersion);
        }

        if (_resetVersion < Policy.ResetVersion)
        {
            if (_bounds.EndsAt > Policy.ResetSince)
                _bounds = _bounds with { EndsAt = Policy.Calendar.Containing(Policy.ResetSince).EndsAt };
            _resetVersion = Policy.ResetVersion;
        }

        if (wall < _bounds.EndsAt)
            return;
        StartPeriod();
        _bounds = Policy.Calendar.Containing(wall);
    }

    private void StartPeriod()
    {
        _period++;
        _refusedInPeriod = 0;
    }

    private sealed class Entry(int id, int period)
    {
        internal int Id => id;

        internal int Period => period;

        internal long HeldTokens { get; init; }

        internal long HeldCost { get; init; }

        internal bool IsOpen { get; set; }

        internal bool IsInFlight { get; set; }

        internal bool IsCharged { get; set; }

        internal long Tokens { get; set; }

        internal long Cost { get; set; }
    }
}
