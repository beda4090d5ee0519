namespace Gateway.Interleavings.Windows;

/// <summary>How far refusals are judged.</summary>
public enum Refusals
{
    /// <summary>Only admissions count.</summary>
    Unjudged,

    /// <summary>The wait must lie within the window: where limits change or slots hold several admissions.</summary>
    ByWait,

    /// <summary>The limit must be inside, too.</summary>
    Exact,
}

/// <summary>
/// The naive oracle: every answer, in a list, judged when all threads have ended. Instants never run backwards in the order of admission, and
/// windows follow one another, so (window, instant) is that order; any limit + 1 consecutive admissions must span a whole window, each under
/// its own window's limit. A refusal must be true at its instant, which for limits whose slots hold one admission each means that exactly the
/// limit is inside. Any thread may add.
/// </summary>
public sealed class AdmissionLog(long span)
{
    private readonly List<WindowAnswer> _answers = [];

    public int Admitted
    {
        get
        {
            lock (_answers)
                return _answers.Count(a => a.Admitted);
        }
    }

    public void Add(WindowAnswer answer)
    {
        lock (_answers)
            _answers.Add(answer);
    }

    /// <summary>What is wrong, or null.</summary>
    public string? Fault(Refusals refusals)
    {
        lock (_answers)
        {
            var admitted = _answers.Where(a => a.Admitted).OrderBy(a => a.Window).ThenBy(a => a.At).ToArray();
            return FaultOfAdmissions(admitted)
                ?? _answers.Where(a => !a.Admitted).Select(r => FaultOfRefusal(r, admitted, refusals)).FirstOrDefault(f => f is not null);
        }
    }

    private string? FaultOfAdmissions(WindowAnswer[] admitted)
    {
        for (var i = 0; i < admitted.Length; i++)
        {
            var a = admitted[i];
            if (i > 0 && a.At < admitted[i - 1].At)
                return $"window {a.Window} admits at {a.At} after window {admitted[i - 1].Window} admitted at {admitted[i - 1].At}";
            if (i >= a.Limit && a.At - admitted[i - a.Limit].At < span)
                return $"{a.Limit + 1} admissions from {admitted[i - a.Limit].At} to {a.At}, less than {span}, where {a.Limit} are allowed";
        }

        return null;
    }

    private string? FaultOfRefusal(WindowAnswer refusal, WindowAnswer[] admitted, Refusals judged)
    {
        if (judged == Refusals.Unjudged)
            return null;
        if (refusal.Wait < 1 || refusal.Wait > span)
            return $"refused at {refusal.At} with a wait of {refusal.Wait}, outside 1 to {span}";
        var inside = admitted.Count(a => a.At <= refusal.At && a.At > refusal.At - span);
        return judged == Refusals.Exact && inside < refusal.Limit ? $"refused at {refusal.At} with {inside} of {refusal.Limit} inside" : null;
    }
}
