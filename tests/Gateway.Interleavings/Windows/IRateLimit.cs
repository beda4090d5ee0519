namespace Gateway.Interleavings.Windows;

/// <summary>What a key does with its window: asks it under its policy, sets a limit, lets it go when idle. Any thread may call; limits are set by one.</summary>
public interface IRateLimit
{
    WindowAnswer TryAdmit(long now);

    void SetLimit(int limit);

    void Retire(long now);
}

/// <summary>A policy as the window sees it.</summary>
internal sealed record Rate(int Limit, long Version);

public static class RateLimits
{
    /// <summary>A key whose window is <paramref name="span"/> ticks long and has at most <paramref name="maxSlots"/> slots.</summary>
    public static IRateLimit Make(WindowKind kind, int limit, long span, int maxSlots = 1024) =>
        kind == WindowKind.Production ? new ProductionRateLimit(limit, span, maxSlots) : new TwinRateLimit(kind, limit, span, maxSlots);
}
