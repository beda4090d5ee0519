using Gateway.Core.Limits;
using Gateway.Core.Prices;

namespace Gateway.Core.Admission;

/// <summary>What one request is charged, within the bounds of <see cref="AmountBounds"/>.</summary>
public readonly record struct Charge
{
    private readonly Marks _marks;

    private Charge(in MeteredTokens used, long costNano, Marks marks)
    {
        var tokens = used.Consistent();
        InputTokens = tokens.Input;
        OutputTokens = tokens.Output;
        CachedInputTokens = tokens.CachedInput;
        CacheWriteTokens = tokens.CacheWrite;
        CostNano = costNano;
        if ((tokens.CachedInput | tokens.CacheWrite) != 0)
            marks |= Marks.Cached;
        _marks = marks;
    }

    [Flags]
    private enum Marks : byte
    {
        None = 0,
        Estimated = 1,
        Unpriced = 2,
        Cached = 4,
    }

    /// <summary>A request that counts and used nothing: free routes, and those whose use cannot be read off the response.</summary>
    public static Charge Nothing => default;

    /// <summary>All input.</summary>
    public long InputTokens { get; }

    /// <summary>All output.</summary>
    public long OutputTokens { get; }

    /// <summary>The part of the input that caches gave.</summary>
    public long CachedInputTokens { get; }

    /// <summary>The part of the input written to caches.</summary>
    public long CacheWriteTokens { get; }

    /// <summary>Nano-dollars.</summary>
    public long CostNano { get; }

    /// <summary>Input and output.</summary>
    public long TotalTokens => InputTokens + OutputTokens;

    /// <summary>Whether the provider did not say what was used.</summary>
    public bool IsEstimated => (_marks & Marks.Estimated) != 0;

    /// <summary>Whether the model had no price, so that the cost is not known and counts as 0.</summary>
    public bool IsUnpriced => (_marks & Marks.Unpriced) != 0;

    /// <summary>Whether more than tokens, cost and the request itself is to be counted.</summary>
    internal bool IsUncommon => _marks != Marks.None;

    /// <summary>The charge for what a provider reported.</summary>
    /// <param name="used">As reported.</param>
    /// <param name="price">Of the model asked for or, if it has none, of the one that the response names; null if neither has one.</param>
    /// <param name="charge">The charge.</param>
    /// <returns>False if the report cannot be believed (negative, or beyond the bounds of one request): it is to be estimated.</returns>
    public static bool TryOf(in MeteredTokens used, ModelPrice? price, out Charge charge)
    {
        charge = default;
        if (!used.IsReadable)
            return false;
        var cost = price?.CostNano(used) ?? 0;
        if (cost > AmountBounds.MaxRequestNano)
            return false;
        charge = new(used, cost, price is null ? Marks.Unpriced : Marks.None);
        return true;
    }

    /// <summary>
    /// The charge where no usage was reported: a fourth of the input's bytes, and a token for each piece of content that came. Never beyond the
    /// bounds of one request.
    /// </summary>
    /// <param name="inputBytes">Bytes of the request's body; 0 or more.</param>
    /// <param name="contentDeltas">Pieces of content received; 0 or more.</param>
    /// <param name="price">As for <see cref="TryOf"/>.</param>
    public static Charge Estimate(long inputBytes, long contentDeltas, ModelPrice? price)
    {
        var input = Math.Clamp(inputBytes / 4, 0, AmountBounds.MaxRequestTokens);
        MeteredTokens used = new(input, Math.Clamp(contentDeltas, 0, AmountBounds.MaxRequestTokens - input));
        var cost = Math.Min(price?.CostNano(used) ?? 0, AmountBounds.MaxRequestNano);
        return new(used, cost, price is null ? Marks.Estimated | Marks.Unpriced : Marks.Estimated);
    }
}
