using Gateway.Core.Admission;
using Gateway.Core.Keys;
using Gateway.Interleavings.Keys;

namespace Gateway.Interleavings.Admissions;

/// <summary>One request and its reservation, as the loop of an exchange owns it.</summary>
internal sealed class Exchange(ApiKey key)
{
    private Reservation _reservation;

    internal ApiKey Key => key;

    internal RefusalReason Reason { get; private set; } = RefusalReason.Disabled;

    internal bool IsAdmitted => Reason == RefusalReason.None;

    internal long Charged { get; private set; }

    internal void Admit(long tokens, long now) => Reason = Asked.Admit(key, tokens, 1, new(now, now), ref _reservation);

    internal void Settle(long tokens)
    {
        if (_reservation.Charge(Asked.Charge(tokens, 1)) != SettlementOutcome.AlreadySettled)
            Charged += tokens;
    }

    internal void End() => _reservation.Release();
}
