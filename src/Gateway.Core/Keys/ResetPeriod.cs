namespace Gateway.Core.Keys;

/// <summary>How often a key's cost and token counters start anew. Numbered for good: these numbers are stored.</summary>
public enum ResetPeriod : byte
{
    /// <summary>Never by itself.</summary>
    None = 0,

    /// <summary>At each full hour.</summary>
    Hourly = 1,

    /// <summary>At midnight in the key's time zone, like the following ones.</summary>
    Daily = 2,

    /// <summary>On Mondays.</summary>
    Weekly = 3,

    /// <summary>On the first of each month.</summary>
    Monthly = 4,

    /// <summary>On the first of January, April, July and October.</summary>
    Quarterly = 5,

    /// <summary>On the first of January.</summary>
    Yearly = 6,
}
