using Gateway.Core.Keys;
using Gateway.Core.Limits;

namespace Gateway.Core.Admission;

/// <summary>
/// One attempt at admission, decided by one policy in one period: a look that takes nothing, then the taking. Given up when the window turns
/// out to be frozen.
/// </summary>
internal ref struct Attempt
{
    private readonly ApiKey _key;
    private readonly KeyPolicy _policy;
    private readonly KeyLedger _ledger;
    private readonly PeriodBooks _books;
    private readonly Hold _hold;
    private readonly RouteClass _route;
    private SlidingWindow? _window;

    internal Attempt(ApiKey key, KeyPolicy policy, KeyLedger ledger, PeriodBooks books, in Hold hold, RouteClass route)
    {
        _key = key;
        _policy = policy;
        _ledger = ledger;
        _books = books;
        _hold = hold;
        _route = route;
    }

    /// <summary>The window that was found frozen: the attempt counts for nothing, another is to be made under the policy in force by then.</summary>
    internal SlidingWindow? Moved { get; private set; }

    /// <summary>Ticks until the window has room, where it was the window that refused.</summary>
    internal long Wait { get; private set; }

    private readonly bool IsMetered => _route == RouteClass.Metered;

    private readonly bool EntersFlight => _route != RouteClass.Free;

    /// <summary>Whether there is room in everything, the longest cure first. Used is read before committed.</summary>
    internal RefusalReason Look(long now, SlidingWindow? moved)
    {
        var reason = IsMetered ? UsedUp() : RefusalReason.None;
        if (reason == RefusalReason.None && _policy.RateCeiling != 0)
        {
            _window = WindowReference.InForce(ref _key.Window, _policy.RateCeiling, _policy.RateVersion, moved);
            reason = Reason(_window.Look(now, out var wait), wait);
        }

        if (reason != RefusalReason.None || !EntersFlight)
            return reason;
        if (Volatile.Read(ref _ledger.InFlight) >= _policy.InFlightCeiling)
            return RefusalReason.TooManyInFlight;
        return IsMetered ? Held() : RefusalReason.None;
    }

    /// <summary>Takes in flight, tokens, cost and the window's place, or nothing.</summary>
    internal RefusalReason Take<TProbe>(long now)
        where TProbe : struct, IAdmissionProbe
    {
        TProbe.Looked();
        if (EntersFlight && !Ceiling.TryEnter<TProbe>(ref _ledger.InFlight, _policy.InFlightCeiling))
            return RefusalReason.TooManyInFlight;
        if (IsMetered)
        {
            if (!Ceiling.TryHold<TProbe>(ref _books.CommittedTokens, _hold.Tokens, _policy.TokenCeiling, _policy.IsStrict))
            {
                GiveBack<TProbe>(tokens: 0, costNano: 0);
                return TokenRefusal();
            }

            if (!Ceiling.TryHold<TProbe>(ref _books.CommittedCost, _hold.CostNano, _policy.CostCeiling, _policy.IsStrict))
            {
                GiveBack<TProbe>(_hold.Tokens, costNano: 0);
                return CostRefusal();
            }
        }

        if (_window is null)
            return RefusalReason.None;
        var reason = Reason(_window.TryAdmit(now, out _, out var wait), wait);
        if (reason != RefusalReason.None || Moved is not null)
            GiveBack<TProbe>(_hold.Tokens, _hold.CostNano);
        return reason;
    }

    private RefusalReason Reason(WindowVerdict verdict, long wait)
    {
        if (verdict == WindowVerdict.Moved)
            Moved = _window;
        Wait = wait;
        return verdict == WindowVerdict.Refused ? RefusalReason.RateLimited : RefusalReason.None;
    }

    private readonly RefusalReason UsedUp()
    {
        ref var used = ref _books.Counters;
        if (!Ceiling.Fits(used.CostNano, _hold.CostNano, _policy.CostCeiling, _policy.IsStrict))
            return CostRefusal();
        return Ceiling.Fits(used.TotalTokens, _hold.Tokens, _policy.TokenCeiling, _policy.IsStrict) ? RefusalReason.None : TokenRefusal();
    }

    private readonly RefusalReason Held()
    {
        if (!Ceiling.Fits(Volatile.Read(ref _books.CommittedCost), _hold.CostNano, _policy.CostCeiling, _policy.IsStrict))
            return CostRefusal();
        return Ceiling.Fits(Volatile.Read(ref _books.CommittedTokens), _hold.Tokens, _policy.TokenCeiling, _policy.IsStrict)
            ? RefusalReason.None
            : TokenRefusal();
    }

    /// <summary>Names a refusal of cost. Used is read now, after it; it may lag by nanoseconds, and then "held" is said for "used up", never the reverse.</summary>
    private readonly RefusalReason CostRefusal()
    {
        var used = _books.Counters.CostNano;
        return used >= _policy.CostCeiling ? RefusalReason.CostUsedUp
            : Ceiling.Fits(used, _hold.CostNano, _policy.CostCeiling, _policy.IsStrict) ? RefusalReason.CostHeld
            : RefusalReason.CostWouldNotFit;
    }

    private readonly RefusalReason TokenRefusal()
    {
        var used = _books.Counters.TotalTokens;
        return used >= _policy.TokenCeiling ? RefusalReason.TokensUsedUp
            : Ceiling.Fits(used, _hold.Tokens, _policy.TokenCeiling, _policy.IsStrict) ? RefusalReason.TokensHeld
            : RefusalReason.TokensWouldNotFit;
    }

    private readonly void GiveBack<TProbe>(long tokens, long costNano)
        where TProbe : struct, IAdmissionProbe
    {
        TProbe.GaveBack();
        Settlement.GiveBack(_books, tokens, costNano);
        if (EntersFlight)
            Interlocked.Decrement(ref _ledger.InFlight);
    }
}
