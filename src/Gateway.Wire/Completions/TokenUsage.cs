namespace Gateway.Wire.Completions;

/// <summary>What a response says it used, in tokens, with every token counted once whatever the dialect.</summary>
/// <param name="InputTokens">All input: cached input and cache writes included.</param>
/// <param name="CachedInputTokens">The part of the input that came from a cache.</param>
/// <param name="CacheWriteTokens">The part of the input that was written to a cache.</param>
/// <param name="OutputTokens">All output: reasoning included.</param>
/// <param name="ReasoningTokens">The part of the output that was reasoning, as far as the provider tells it apart.</param>
public readonly record struct TokenUsage(
    long InputTokens,
    long CachedInputTokens,
    long CacheWriteTokens,
    long OutputTokens,
    long ReasoningTokens)
{
    /// <summary>The largest number of tokens that is believed. A report beyond it is unreadable.</summary>
    public const long MaxTokens = 1L << 31;

    /// <summary>Input and output together.</summary>
    public long TotalTokens => InputTokens + OutputTokens;
}
