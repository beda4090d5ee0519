using Gateway.Interleavings.Windows;

namespace Gateway.Tests.Core.Limits;

/// <summary>
/// Walks the answers of a soak. Instants never run backwards in the order of admission, so sorted by them any limit + 1 consecutive admissions
/// must span a window, and every thread must have seen them grow; no refusal may ask to wait longer than a window.
/// </summary>
internal sealed class AdmissionAudit(long span)
{
    /// <summary>What is wrong, or null.</summary>
    /// <param name="logs">One thread's answers each, in its order.</param>
    internal string? Fault(params List<WindowAnswer>[] logs)
    {
        foreach (var log in logs)
        {
            for (var i = 0; i < log.Count; i++)
            {
                if (i > 0 && log[i].At < log[i - 1].At)
                    return $"a thread was answered at {log[i].At} after {log[i - 1].At}";
                if (!log[i].Admitted && (log[i].Wait < 1 || log[i].Wait > span))
                    return $"refused at {log[i].At} with a wait of {log[i].Wait}";
            }
        }

        var admitted = logs.SelectMany(log => log).Where(a => a.Admitted).ToArray();
        Array.Sort(admitted, (x, y) => x.At != y.At ? x.At.CompareTo(y.At) : x.Window.CompareTo(y.Window));
        for (var i = 0; i < admitted.Length; i++)
        {
            var a = admitted[i];
            if (i >= a.Limit && a.At - admitted[i - a.Limit].At < span)
                return $"{a.Limit + 1} admissions from {admitted[i - a.Limit].At} to {a.At} where {a.Limit} are allowed in {span}";
        }

        return null;
    }
}
