namespace Gateway.Core;

/// <summary>
/// Both clocks, read once, immediately before a request is admitted: nothing may be awaited between the reading and the decision, or requests
/// whose bodies dawdle would be admitted twice over.
/// </summary>
/// <param name="Monotonic">Ticks of 100 µs since any fixed moment, above 0 and below 2^43; never goes back. Limits per minute use it.</param>
/// <param name="Wall">UTC, as <see cref="DateTime.Ticks"/>. Expiry and calendar periods use it.</param>
public readonly record struct TimeReading(long Monotonic, long Wall);
