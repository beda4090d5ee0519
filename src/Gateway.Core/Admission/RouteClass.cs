namespace Gateway.Core.Admission;

/// <summary>What can be known of what a route spends.</summary>
public enum RouteClass : byte
{
    /// <summary>Usage is read off the response: all limits hold.</summary>
    Metered,

    /// <summary>Spends nothing: counts towards requests/min only.</summary>
    Free,

    /// <summary>Spends what cannot be read off the response: only for keys without cost limit, token limit and allowed models.</summary>
    Unmetered,
}
