namespace Gateway.Core.Prices;

/// <summary>What tokens cost, in pico-dollars each (a millionth of "USD per million tokens"). What a provider does not price apart costs what contains it.</summary>
public readonly record struct TokenRates
{
    /// <summary>Takes prices of 0 to <see cref="Limits.AmountBounds.MaxPricePico"/>.</summary>
    /// <param name="input">Input that no cache gave.</param>
    /// <param name="output">Output.</param>
    /// <param name="cachedInput">Input read from a cache; null: as input.</param>
    /// <param name="cacheWrite">Input written to a cache; null: as input.</param>
    /// <param name="longCacheWrite">Input written to a cache that keeps it for long (Anthropic's hour); null: as a cache write.</param>
    /// <param name="reasoning">Output that was reasoning; null: as output.</param>
    /// <exception cref="ArgumentOutOfRangeException">A price is outside its bounds.</exception>
    public TokenRates(long input, long output, long? cachedInput = null, long? cacheWrite = null, long? longCacheWrite = null, long? reasoning = null)
    {
        Input = Checked(input, nameof(input));
        Output = Checked(output, nameof(output));
        CachedInput = Checked(cachedInput ?? input, nameof(cachedInput));
        CacheWrite = Checked(cacheWrite ?? input, nameof(cacheWrite));
        LongCacheWrite = Checked(longCacheWrite ?? CacheWrite, nameof(longCacheWrite));
        Reasoning = Checked(reasoning ?? output, nameof(reasoning));
    }

    /// <summary>Input that no cache gave.</summary>
    public long Input { get; }

    /// <summary>Output.</summary>
    public long Output { get; }

    /// <summary>Input read from a cache.</summary>
    public long CachedInput { get; }

    /// <summary>Input written to a cache.</summary>
    public long CacheWrite { get; }

    /// <summary>Input written to a cache for long.</summary>
    public long LongCacheWrite { get; }

    /// <summary>Output that was reasoning.</summary>
    public long Reasoning { get; }

    /// <summary>The dearest that one token of input can be.</summary>
    internal long DearestInput => Math.Max(Math.Max(Input, CachedInput), Math.Max(CacheWrite, LongCacheWrite));

    /// <summary>The dearest that one token of output can be.</summary>
    internal long DearestOutput => Math.Max(Output, Reasoning);

    private static long Checked(long price, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(price, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(price, Limits.AmountBounds.MaxPricePico, name);
        return price;
    }
}
