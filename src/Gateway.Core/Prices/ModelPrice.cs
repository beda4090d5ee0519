using Gateway.Core.Limits;

namespace Gateway.Core.Prices;

/// <summary>
/// What a model costs. Whole numbers of pico-dollars; no floating point comes near a limit. Immutable, thread-safe.
/// </summary>
public sealed class ModelPrice
{
    private const long PicoPerNano = 1000;

    private readonly TokenRates _rates;
    private readonly PriceTier[] _tiers;

    /// <summary>Takes a model's prices.</summary>
    /// <param name="rates">Prices below the first tier.</param>
    /// <param name="tiers">Dearer or cheaper prices for larger inputs, with growing bounds.</param>
    /// <param name="contextWindow">Tokens of input and output together; 0 if not known.</param>
    /// <param name="maxOutputTokens">The most tokens of output for one choice; 0 if not known.</param>
    /// <param name="requestPico">A flat price per request, pico-dollars.</param>
    /// <exception cref="ArgumentException">A number is outside its bounds or the tiers are not in order.</exception>
    public ModelPrice(TokenRates rates, IReadOnlyList<PriceTier>? tiers = null, long contextWindow = 0, long maxOutputTokens = 0, long requestPico = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(contextWindow);
        ArgumentOutOfRangeException.ThrowIfNegative(maxOutputTokens);
        ArgumentOutOfRangeException.ThrowIfNegative(requestPico);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(requestPico, AmountBounds.MaxRequestPricePico);
        _rates = rates;
        _tiers = [.. tiers ?? []];
        ContextWindow = contextWindow;
        MaxOutputTokens = maxOutputTokens;
        RequestPico = requestPico;
        DearestInput = rates.DearestInput;
        DearestOutput = rates.DearestOutput;
        var above = -1L;
        foreach (var tier in _tiers)
        {
            if (tier.AboveInputTokens <= above)
                throw new ArgumentException("Tiers have growing bounds, from 0.", nameof(tiers));
            above = tier.AboveInputTokens;
            DearestInput = Math.Max(DearestInput, tier.Rates.DearestInput);
            DearestOutput = Math.Max(DearestOutput, tier.Rates.DearestOutput);
        }
    }

    /// <summary>Tokens of input and output together; 0 if not known.</summary>
    public long ContextWindow { get; }

    /// <summary>The most tokens of output for one choice; 0 if not known.</summary>
    public long MaxOutputTokens { get; }

    /// <summary>A flat price per request, pico-dollars.</summary>
    public long RequestPico { get; }

    /// <summary>The dearest that a token of input can be, over all tiers, caches included; pico-dollars.</summary>
    public long DearestInput { get; }

    /// <summary>The dearest that a token of output can be, over all tiers; pico-dollars.</summary>
    public long DearestOutput { get; }

    /// <summary>Prices below the first tier.</summary>
    public TokenRates Rates => _rates;

    /// <summary>Tiers with growing bounds.</summary>
    public IReadOnlyList<PriceTier> Tiers => _tiers;

    /// <summary>The cost of a request in nano-dollars, rounded up once.</summary>
    /// <param name="used">Must be readable (<see cref="MeteredTokens.IsReadable"/>).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="used"/> is not readable.</exception>
    public long CostNano(in MeteredTokens used)
    {
        if (!used.IsReadable)
            throw new ArgumentOutOfRangeException(nameof(used), used, "Not a readable usage.");
        var tokens = used.Consistent();
        var rates = RatesFor(tokens.Input);

        // At most 2^31 tokens, each counted once at up to 10^9, and 10^15 for the request: below 2^62.
        var pico = ((tokens.Input - tokens.CachedInput - tokens.CacheWrite) * rates.Input)
            + (tokens.CachedInput * rates.CachedInput)
            + ((tokens.CacheWrite - tokens.LongCacheWrite) * rates.CacheWrite)
            + (tokens.LongCacheWrite * rates.LongCacheWrite)
            + ((tokens.Output - tokens.Reasoning) * rates.Output)
            + (tokens.Reasoning * rates.Reasoning)
            + RequestPico;
        return RoundUp(pico);
    }

    /// <summary>The dearest that so many tokens can be, nano-dollars, rounded up once. Neither may exceed <see cref="AmountBounds.MaxRequestTokens"/>.</summary>
    internal long DearestNano(long inputTokens, long outputTokens) =>
        RoundUp((inputTokens * DearestInput) + (outputTokens * DearestOutput) + RequestPico);

    private static long RoundUp(long pico) => (pico / PicoPerNano) + (pico % PicoPerNano == 0 ? 0 : 1);

    private TokenRates RatesFor(long inputTokens)
    {
        for (var i = _tiers.Length - 1; i >= 0; i--)
        {
            if (inputTokens > _tiers[i].AboveInputTokens)
                return _tiers[i].Rates;
        }

        return _rates;
    }
}
