namespace Gateway.Server.Forwarding;

/// <summary>Memory that all held bodies share. Thread-safe.</summary>
public sealed class BodyBudget(long limit)
{
    private long _used;

    /// <summary>Bytes reserved now.</summary>
    public long Used => Volatile.Read(ref _used);

    /// <summary>Takes <paramref name="bytes"/>, or nothing and returns false if they are not there.</summary>
    public bool TryReserve(int bytes)
    {
        if (Interlocked.Add(ref _used, bytes) <= limit)
            return true;
        Interlocked.Add(ref _used, -bytes);
        return false;
    }

    /// <summary>Gives back what was reserved.</summary>
    public void Release(long bytes) => Interlocked.Add(ref _used, -bytes);
}
