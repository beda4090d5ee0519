namespace Gateway.Core.Admission;

/// <summary>
/// One dimension of what a request wants to hold, as arithmetic over the two words that decide and name. <c>limit - committed</c> instead of
/// <c>committed + hold</c>: neither wraps, as nothing is admitted at 2^62 committed.
/// </summary>
internal static class Ceiling
{
    /// <summary>Whether a hold fits: strict, with all of it; by estimate, if anything is left at all.</summary>
    internal static bool Fits(long committed, long hold, long limit, bool isStrict) => isStrict ? hold <= limit - committed : committed < limit;

    /// <summary>Takes a hold out of <paramref name="committed"/>, or nothing.</summary>
    internal static bool TryHold<TProbe>(ref long committed, long hold, long limit, bool isStrict)
        where TProbe : struct, IAdmissionProbe
    {
        for (var value = Volatile.Read(ref committed); Fits(value, hold, limit, isStrict);)
        {
            TProbe.AboutToTake();
            var seen = Interlocked.CompareExchange(ref committed, value + hold, value);
            if (seen == value)
                return true;
            TProbe.LostRace();
            value = seen;
        }

        return false;
    }

    /// <summary>Takes a place in flight, or nothing.</summary>
    internal static bool TryEnter<TProbe>(ref int inFlight, int limit)
        where TProbe : struct, IAdmissionProbe
    {
        for (var value = Volatile.Read(ref inFlight); value < limit;)
        {
            TProbe.AboutToTake();
            var seen = Interlocked.CompareExchange(ref inFlight, value + 1, value);
            if (seen == value)
                return true;
            TProbe.LostRace();
            value = seen;
        }

        return false;
    }
}
