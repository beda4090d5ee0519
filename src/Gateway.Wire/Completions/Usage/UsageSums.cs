namespace Gateway.Wire.Completions.Usage;

/// <summary>Puts counts together so that a part is never larger than its whole.</summary>
internal static class UsageSums
{
    /// <summary>Makes a usage; false if its input or output is larger than any that is believed.</summary>
    public static bool TryMake(long input, long cached, long written, long output, long reasoning, out TokenUsage usage)
    {
        // A provider that reports more cached than input tokens must not make the uncached rest, and so the cost, negative.
        cached = Math.Min(cached, input);
        written = Math.Min(written, input - cached);
        usage = new TokenUsage(input, cached, written, output, Math.Min(reasoning, output));
        return input <= TokenUsage.MaxTokens && output <= TokenUsage.MaxTokens;
    }
}
