using Gateway.Core.Limits;

namespace Gateway.Core.Admission;

/// <summary>
/// Ends what <see cref="Admission"/> began, exactly once on every path: the flags in the <see cref="Reservation"/> make each call idempotent.
/// Only the one loop that owns the exchange calls these; the keys' counters behind them are shared and only added to. Each call is free of locks
/// and allocation.
/// </summary>
public static class Settlement
{
    /// <summary>The hold becomes the charge. Before the bytes that carry the usage are written to the client: its next request must find the truth.</summary>
    public static SettlementOutcome Charge(ref this Reservation reservation, in Charge charge)
    {
        if (!reservation.IsOpen)
            return SettlementOutcome.AlreadySettled;
        var ledger = reservation.Ledger!;
        var books = reservation.Books;
        if (books is not null)
        {
            // Committed first, used after: an observer that reads used first never finds more used than committed.
            var tokens = charge.TotalTokens - reservation.HeldTokens;
            var cost = charge.CostNano - reservation.HeldCostNano;
            if (tokens != 0)
                Interlocked.Add(ref books.CommittedTokens, tokens);
            if (cost != 0)
                Interlocked.Add(ref books.CommittedCost, cost);
            books.Counters.Add(charge);
        }

        var above = reservation.IsWorstCase && (charge.TotalTokens > reservation.HeldTokens || charge.CostNano > reservation.HeldCostNano);
        reservation.MarkSettled(ticket: ledger.Lifetime.Add(charge));
        return above ? SettlementOutcome.AboveBound : SettlementOutcome.Settled;
    }

    /// <summary>The hold is given back and nothing is charged or counted: nothing reached the provider, or it did not answer.</summary>
    public static SettlementOutcome Cancel(ref this Reservation reservation)
    {
        if (!reservation.IsOpen)
            return SettlementOutcome.AlreadySettled;
        if (reservation.Books is { } books)
            GiveBack(books, reservation.HeldTokens, reservation.HeldCostNano);
        reservation.MarkSettled(ticket: 0);
        return SettlementOutcome.Settled;
    }

    /// <summary>
    /// The exchange has ended: its place in flight is given back, and the hold with it should nobody have settled it. The reservation is empty afterwards,
    /// but for its ticket.
    /// </summary>
    public static void Release(ref this Reservation reservation)
    {
        Cancel(ref reservation);
        if (reservation.IsInFlight)
            Interlocked.Decrement(ref reservation.Ledger!.InFlight);
        reservation.Clear();
    }

    /// <summary>Takes a hold out of the books again, in the reverse order of taking.</summary>
    internal static void GiveBack(PeriodBooks books, long tokens, long costNano)
    {
        if (costNano != 0)
            Interlocked.Add(ref books.CommittedCost, -costNano);
        if (tokens != 0)
            Interlocked.Add(ref books.CommittedTokens, -tokens);
    }
}
