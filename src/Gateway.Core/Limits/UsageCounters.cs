using Gateway.Core.Admission;

namespace Gateway.Core.Limits;

/// <summary>
/// The counters that settlements only ever add to. Interlocked adds; tokens and cost first, requests last, so that nobody sees a request
/// without its charge who reads requests first. A field of padded classes, never copied.
/// </summary>
internal struct UsageCounters
{
    private long _totalTokens;
    private long _costNano;
    private long _outputTokens;
    private long _cachedInputTokens;
    private long _cacheWriteTokens;
    private long _estimatedRequests;
    private long _unpricedRequests;
    private long _refused;
    private long _requests;

    internal long TotalTokens => Volatile.Read(ref _totalTokens);

    internal long CostNano => Volatile.Read(ref _costNano);

    /// <summary>Counts a charge.</summary>
    /// <returns>The number of requests, this one included: the key's ticket where the counters are those of its life.</returns>
    internal long Add(in Charge charge)
    {
        if (charge.TotalTokens != 0)
            Interlocked.Add(ref _totalTokens, charge.TotalTokens);
        if (charge.CostNano != 0)
            Interlocked.Add(ref _costNano, charge.CostNano);
        if (charge.OutputTokens != 0)
            Interlocked.Add(ref _outputTokens, charge.OutputTokens);
        if (charge.IsUncommon)
            AddUncommon(charge);
        return Interlocked.Increment(ref _requests);
    }

    internal void AddRefusal() => Interlocked.Increment(ref _refused);

    /// <summary>Requests first, the charged amounts last.</summary>
    internal UsageTotals Read()
    {
        var requests = Volatile.Read(ref _requests);
        var refused = Volatile.Read(ref _refused);
        var unpriced = Volatile.Read(ref _unpricedRequests);
        var estimated = Volatile.Read(ref _estimatedRequests);
        var cacheWrite = Volatile.Read(ref _cacheWriteTokens);
        var cached = Volatile.Read(ref _cachedInputTokens);
        var output = Volatile.Read(ref _outputTokens);
        var cost = Volatile.Read(ref _costNano);
        var total = Volatile.Read(ref _totalTokens);

        // A total is added before its output, so input cannot come out negative.
        return new(requests, refused, total - output, cached, cacheWrite, output, total, cost, estimated, unpriced);
    }

    private void AddUncommon(in Charge charge)
    {
        if (charge.CachedInputTokens != 0)
            Interlocked.Add(ref _cachedInputTokens, charge.CachedInputTokens);
        if (charge.CacheWriteTokens != 0)
            Interlocked.Add(ref _cacheWriteTokens, charge.CacheWriteTokens);
        if (charge.IsEstimated)
            Interlocked.Increment(ref _estimatedRequests);
        if (charge.IsUnpriced)
            Interlocked.Increment(ref _unpricedRequests);
    }
}
