using Gateway.Core.Keys;
using Gateway.Core.Limits;

namespace Gateway.Core.Admission;

/// <summary>
/// What an admitted request has taken and must give back. A field of the pooled exchange, passed by reference and never copied: the flags that make
/// settlement happen once are in it. Owned by the one loop of the exchange, not thread-safe. Empty by default.
/// </summary>
public struct Reservation
{
    private Flags _flags;

    [Flags]
    private enum Flags : byte
    {
        None = 0,
        Open = 1,
        InFlight = 2,
        WorstCase = 4,
    }

    /// <summary>Whether a hold waits to be settled.</summary>
    public readonly bool IsOpen => (_flags & Flags.Open) != 0;

    /// <summary>Whether a place in flight waits to be given back.</summary>
    public readonly bool IsInFlight => (_flags & Flags.InFlight) != 0;

    /// <summary>Tokens held.</summary>
    public long HeldTokens { readonly get; private set; }

    /// <summary>Nano-dollars held.</summary>
    public long HeldCostNano { readonly get; private set; }

    /// <summary>The key's count of settled requests as this one was charged; 0 before and for what was not charged.</summary>
    public long Ticket { readonly get; private set; }

    internal readonly bool IsWorstCase => (_flags & Flags.WorstCase) != 0;

    internal KeyLedger? Ledger { readonly get; private set; }

    internal PeriodBooks? Books { readonly get; private set; }

    /// <exception cref="InvalidOperationException">What was taken before has not been given back.</exception>
    internal readonly void DemandEmpty()
    {
        if (_flags != Flags.None)
            throw new InvalidOperationException("The exchange still holds a reservation: release it before the next admission.");
    }

    internal void Take(KeyLedger ledger, PeriodBooks books, in Hold hold, bool inFlight, bool isWorstCase)
    {
        Ledger = ledger;
        Books = books;
        HeldTokens = hold.Tokens;
        HeldCostNano = hold.CostNano;
        Ticket = 0;
        _flags = Flags.Open | (inFlight ? Flags.InFlight : Flags.None) | (isWorstCase ? Flags.WorstCase : Flags.None);
    }

    internal void MarkSettled(long ticket)
    {
        Ticket = ticket;
        _flags &= ~Flags.Open;
    }

    internal void Clear()
    {
        _flags = Flags.None;
        Ledger = null;
        Books = null;
        HeldTokens = 0;
        HeldCostNano = 0;
    }
}
