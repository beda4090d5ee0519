namespace Gateway.Core.Limits;

/// <summary>Counters of a period or of a key's life, read one by one: while requests settle, some may already contain what others do not.</summary>
/// <param name="Requests">Requests settled.</param>
/// <param name="Refused">Requests refused.</param>
/// <param name="InputTokens">All input.</param>
/// <param name="CachedInputTokens">The part of the input that caches gave.</param>
/// <param name="CacheWriteTokens">The part of the input written to caches.</param>
/// <param name="OutputTokens">All output.</param>
/// <param name="TotalTokens">Input and output.</param>
/// <param name="CostNano">Nano-dollars.</param>
/// <param name="EstimatedRequests">Requests charged by estimate.</param>
/// <param name="UnpricedRequests">Requests whose model had no price.</param>
public readonly record struct UsageTotals(
    long Requests,
    long Refused,
    long InputTokens,
    long CachedInputTokens,
    long CacheWriteTokens,
    long OutputTokens,
    long TotalTokens,
    long CostNano,
    long EstimatedRequests,
    long UnpricedRequests);
