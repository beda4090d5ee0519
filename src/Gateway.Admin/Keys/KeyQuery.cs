using Gateway.Core.Keys;

namespace Gateway.Admin.Keys;

/// <summary>Which keys to list; null means any.</summary>
public sealed record KeyQuery
{
    /// <summary>Most keys on a page.</summary>
    public const int MaxLimit = 1000;

    /// <summary>Keys on a page when nothing is said.</summary>
    public const int DefaultLimit = 100;

    /// <summary>The project.</summary>
    public string? Project { get; init; }

    /// <summary>The environment.</summary>
    public string? Environment { get; init; }

    /// <summary>The owner.</summary>
    public string? Owner { get; init; }

    /// <summary>The status at the time of asking.</summary>
    public KeyStatus? Status { get; init; }

    /// <summary>Part of the name, the id or the prefix, without regard to case.</summary>
    public string? Text { get; init; }

    /// <summary>The last key of the page before, by id.</summary>
    public string? After { get; init; }

    /// <summary>Keys on a page.</summary>
    public int Limit { get; init; } = DefaultLimit;
}

/// <summary>A page of keys in the order of their creation.</summary>
/// <param name="Keys">The keys.</param>
/// <param name="Next">What to ask <c>after</c> for the next page; null if this is the last.</param>
public sealed record KeyPage(IReadOnlyList<ApiKey> Keys, string? Next);
