namespace Gateway.Core.Limits;

/// <summary>
/// Every bound of an amount in one place, so that how they relate can be seen: with fewer than 2^20 requests in flight, each holding at most
/// 2^42 nano-dollars, and nothing admitted at 2^62 committed, no counter of a period can reach 2^63.
/// </summary>
public static class AmountBounds
{
    /// <summary>What "no limit" is to the arithmetic: nothing is admitted at or above it, whatever the key's limits.</summary>
    public const long NoLimit = 1L << 62;

    /// <summary>The most that one request can hold or be charged, in nano-dollars: 2^42, 4,398 USD.</summary>
    public const long MaxRequestNano = 1L << 42;

    /// <summary>The most tokens that one request can hold or be charged: 2^31. A report beyond is unreadable.</summary>
    public const long MaxRequestTokens = 1L << 31;

    /// <summary>The highest cost limit in nano-dollars: 10^9 USD.</summary>
    public const long MaxCostLimitNano = 1_000_000_000L * 1_000_000_000L;

    /// <summary>The highest token limit: 2^53 - 1, the largest whole number that every JSON reader keeps exactly (RFC 8259, section 6).</summary>
    public const long MaxTokenLimit = (1L << 53) - 1;

    /// <summary>The highest price in pico-dollars per token: 10^9, a thousand dollars per million tokens. 2^32 tokens at it stay below 2^63.</summary>
    public const long MaxPricePico = 1_000_000_000;

    /// <summary>The highest price per request in pico-dollars: 10^15, a thousand dollars.</summary>
    public const long MaxRequestPricePico = 1_000_000_000_000_000;

    /// <summary>The most requests of one key in flight, with or without a limit of its own.</summary>
    public const int MaxInFlight = (1 << 20) - 1;
}
