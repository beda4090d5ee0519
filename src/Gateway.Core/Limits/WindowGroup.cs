namespace Gateway.Core.Limits;

/// <summary>Admissions that leave the window together: <paramref name="Count"/> of them, the newest at <paramref name="Time"/> (100 µs ticks).</summary>
internal readonly record struct WindowGroup(long Time, int Count);
