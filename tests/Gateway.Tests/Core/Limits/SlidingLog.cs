namespace Gateway.Tests.Core.Limits;

/// <summary>The oracle: all admissions in a list, never forgotten, and a limit that may change.</summary>
internal sealed class SlidingLog(long span)
{
    private readonly List<long> _admissions = [];

    public int Inside(long now) => _admissions.Count(at => Math.Max(now, _admissions[^1]) - at < span);

    public bool TryAdmit(long now, int limit, out long at, out long wait)
    {
        at = _admissions.Count == 0 ? now : Math.Max(now, _admissions[^1]);
        wait = 0;
        if (_admissions.Count >= limit && at - _admissions[^limit] < span)
        {
            wait = _admissions[^limit] + span - at;
            return false;
        }

        _admissions.Add(at);
        return true;
    }
}
