using Gateway.Core.Limits;

namespace Gateway.Core.Prices;

/// <summary>What a request used, as the provider reported it, each token counted once.</summary>
/// <param name="Input">All input: what caches gave and what was written to them included.</param>
/// <param name="Output">All output: reasoning included.</param>
/// <param name="CachedInput">The part of the input that a cache gave.</param>
/// <param name="CacheWrite">The part of the input that was written to a cache, for long included.</param>
/// <param name="Reasoning">The part of the output that was reasoning.</param>
/// <param name="LongCacheWrite">The part of the cache writes that are kept for long, where told apart.</param>
public readonly record struct MeteredTokens(
    long Input, long Output, long CachedInput = 0, long CacheWrite = 0, long Reasoning = 0, long LongCacheWrite = 0)
{
    /// <summary>Whether it can be believed: nothing negative, input and output together within <see cref="AmountBounds.MaxRequestTokens"/>.</summary>
    public bool IsReadable =>
        (Input | Output | CachedInput | CacheWrite | Reasoning | LongCacheWrite) >= 0
        && Input <= AmountBounds.MaxRequestTokens
        && Output <= AmountBounds.MaxRequestTokens - Input;

    /// <summary>The same with no part larger than its whole; where the parts of the input exceed it, the dearer sort stands.</summary>
    internal MeteredTokens Consistent()
    {
        var writes = Math.Min(CacheWrite, Input);
        return this with
        {
            CacheWrite = writes,
            LongCacheWrite = Math.Min(LongCacheWrite, writes),
            CachedInput = Math.Min(CachedInput, Input - writes),
            Reasoning = Math.Min(Reasoning, Output),
        };
    }
}
