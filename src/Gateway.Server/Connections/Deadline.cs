namespace Gateway.Server.Connections;

/// <summary>One instant by which a wait must have ended, kept by one word that its owner and the sweep exchange.</summary>
/// <remarks>
/// The owner arms it before a wait and disarms it after; the sweep fires it. Whoever exchanges the word first wins: an owner that
/// finds its deadline fired treats the wait as timed out, even if it also ended well, because the sweep's signal is already on its way.
/// Times are <see cref="Environment.TickCount64"/> milliseconds.
/// </remarks>
public struct Deadline
{
    private const long Unarmed = 0;
    private const long Fired = -1;

    private long _due;

    /// <summary>Starts the clock. Only the owner calls it, and only before a wait.</summary>
    public void Arm(long due) => Volatile.Write(ref _due, due);

    /// <summary>Ends the wait. False if the deadline passed first. Only the owner calls it.</summary>
    public bool Disarm() => Interlocked.Exchange(ref _due, Unarmed) != Fired;

    /// <summary>Brings an armed deadline forward; an unarmed or earlier one stays. Any thread.</summary>
    public void BringForward(long due)
    {
        long seen = Volatile.Read(ref _due);
        while (seen > due)
        {
            long found = Interlocked.CompareExchange(ref _due, due, seen);
            if (found == seen)
                return;
            seen = found;
        }
    }

    /// <summary>True for exactly one caller, once an armed deadline has passed. Any thread.</summary>
    public bool TryFire(long now)
    {
        long due = Volatile.Read(ref _due);
        return due > Unarmed && now >= due && Interlocked.CompareExchange(ref _due, Fired, due) == due;
    }
}
