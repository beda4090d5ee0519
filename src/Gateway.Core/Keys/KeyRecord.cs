namespace Gateway.Core.Keys;

/// <summary>
/// What of a key is durable, in the plain types of a record: written before a change is in force, read when the gateway starts. Not kept in
/// memory: <see cref="KeyPolicy"/> is built from it. Times are UTC, as <see cref="DateTime.Ticks"/>.
/// </summary>
public sealed record KeyRecord
{
    /// <summary>12 base62 characters, stable across rotation.</summary>
    public required string Id { get; init; }

    /// <summary>1 for a new key, one more with each change, deletion included.</summary>
    public required long Version { get; init; }

    /// <summary>When this version was made.</summary>
    public required long ChangedAt { get; init; }

    /// <summary>When the key was made.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Unique among the live keys of its project.</summary>
    public required string Name { get; init; }

    /// <summary>Standard or legacy.</summary>
    public KeyKind Kind { get; init; }

    /// <summary>The project.</summary>
    public string Project { get; init; } = "default";

    /// <summary>Production, staging; or null.</summary>
    public string? Environment { get; init; }

    /// <summary>A team or a person; or null.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether it is switched on.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Whether it is gone for good.</summary>
    public bool Deleted { get; init; }

    /// <summary>From when on it is refused; null for never.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>Nano-dollars a period, 0 to <see cref="Limits.AmountBounds.MaxCostLimitNano"/>; null for no limit.</summary>
    public long? CostLimitNano { get; init; }

    /// <summary>Tokens a period, 0 to <see cref="Limits.AmountBounds.MaxTokenLimit"/>; null for no limit.</summary>
    public long? TokenLimit { get; init; }

    /// <summary>Requests in any 60 s, 1 to 60,000,000; null for no limit.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>How often cost and tokens start anew.</summary>
    public ResetPeriod ResetPeriod { get; init; }

    /// <summary>The IANA zone in which periods are calendar periods.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>How cost and token limits are held.</summary>
    public Enforcement Enforcement { get; init; }

    /// <summary>Requests at a time, 1 to <see cref="Limits.AmountBounds.MaxInFlight"/>; null for no limit of its own.</summary>
    public int? MaxInFlight { get; init; }

    /// <summary>Globs; null for all models, empty for none.</summary>
    public IReadOnlyList<string>? AllowedModels { get; init; }

    /// <summary>The administrator's own map.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = KeyNotes.NoMetadata;

    /// <summary>The first characters of a legacy key's secret, if known; null for standard keys.</summary>
    public string? Prefix { get; init; }

    /// <summary>The secrets that open it. Filled by whoever keeps the secrets; the policy does not know them.</summary>
    public IReadOnlyList<SecretRecord> Secrets { get; init; } = [];
}
