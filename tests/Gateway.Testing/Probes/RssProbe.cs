using System.Globalization;

namespace Gateway.Testing.Probes;

/// <summary>Memory of a process as Linux counts it (proc(5), /proc/PID/status), in bytes.</summary>
public sealed class RssProbe(int processId)
{
    /// <summary>Resident now.</summary>
    public long Resident => Read("VmRSS:");

    /// <summary>The most that was ever resident, since the start or since <see cref="ForgetPeak"/>.</summary>
    public long Peak => Read("VmHWM:");

    /// <summary>Sets the peak back to what is resident now (proc(5), clear_refs, value 5).</summary>
    public void ForgetPeak() => File.WriteAllText($"/proc/{processId}/clear_refs", "5");

    private long Read(string name)
    {
        foreach (var line in File.ReadLines($"/proc/{processId}/status"))
        {
            if (!line.StartsWith(name, StringComparison.Ordinal)) continue;
            var kib = line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
            return long.Parse(kib, CultureInfo.InvariantCulture) * 1024;
        }

        throw new InvalidOperationException($"/proc/{processId}/status has no {name}");
    }
}
