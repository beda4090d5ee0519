using Gateway.Core.Limits;

namespace Gateway.Benchmarks.Admit;

/// <summary>The alternative: the same limits and counters as plain fields behind one lock, taken once to admit and once to settle.</summary>
internal sealed class LockedKey
{
    private readonly Lock _lock = new();
    private readonly long[] _admissions = new long[ContentionBenchmarks.PerMinute];
    private int _oldest;
    private long _newest;
    private int _inFlight;
    private long _committedTokens;
    private long _committedCost;
    private long _usedTokens;
    private long _usedOutput;
    private long _usedCost;
    private long _lifetimeTokens;
    private long _lifetimeOutput;
    private long _lifetimeCost;
    private long _requests;
    private long _lifetimeRequests;

    internal bool TryAdmit(long now, long tokens, long cost)
    {
        lock (_lock)
        {
            // A thread that was stopped after its clock reading comes with an old one.
            now = _newest = Math.Max(now, _newest);
            if (_inFlight >= 1 << 18
                || tokens > AmountBounds.MaxTokenLimit - _committedTokens
                || cost > AmountBounds.MaxCostLimitNano - _committedCost
                || (_admissions[_oldest] != 0 && now - _admissions[_oldest] < SlidingWindow.MinuteTicks))
            {
                return false;
            }

            _admissions[_oldest] = now;
            _oldest = _oldest + 1 == _admissions.Length ? 0 : _oldest + 1;
            _inFlight++;
            _committedTokens += tokens;
            _committedCost += cost;
            return true;
        }
    }

    internal void Settle(long tokens, long cost, long usedTokens, long usedOutput, long usedCost)
    {
        lock (_lock)
        {
            _committedTokens += usedTokens - tokens;
            _committedCost += usedCost - cost;
            _usedTokens += usedTokens;
            _usedOutput += usedOutput;
            _usedCost += usedCost;
            _lifetimeTokens += usedTokens;
            _lifetimeOutput += usedOutput;
            _lifetimeCost += usedCost;
            _requests++;
            _lifetimeRequests++;
            _inFlight--;
        }
    }
}
