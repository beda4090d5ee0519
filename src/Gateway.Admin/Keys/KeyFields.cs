using Gateway.Core.Keys;

namespace Gateway.Admin.Keys;

/// <summary>What a request says about a key: the fields it gives, each checked for itself, whether or not they fit the key.</summary>
public sealed record KeyFields
{
    /// <summary>The fields that were given; the others' values mean nothing.</summary>
    public KeyField Given { get; set; }

    /// <summary><c>name</c>, 1 to 128 characters.</summary>
    public string Name { get; set; } = "";

    /// <summary><c>project</c>.</summary>
    public string Project { get; set; } = KeyLimits.DefaultProject;

    /// <summary><c>environment</c>, or null.</summary>
    public string? Environment { get; set; }

    /// <summary><c>owner</c>, or null.</summary>
    public string? Owner { get; set; }

    /// <summary><c>kind</c>.</summary>
    public KeyKind Kind { get; set; } = KeyKind.Standard;

    /// <summary><c>enabled</c>.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary><c>expires_at</c>, UTC ticks, or null.</summary>
    public long? ExpiresAt { get; set; }

    /// <summary><c>cost_limit_usd</c> in nano-dollars, or null.</summary>
    public long? CostLimitNano { get; set; }

    /// <summary><c>token_limit</c>, or null.</summary>
    public long? TokenLimit { get; set; }

    /// <summary><c>requests_per_minute</c>, or null.</summary>
    public int? RequestsPerMinute { get; set; }

    /// <summary><c>reset_period</c>.</summary>
    public ResetPeriod ResetPeriod { get; set; }

    /// <summary><c>time_zone</c>, an IANA name.</summary>
    public string TimeZone { get; set; } = KeyLimits.DefaultTimeZone;

    /// <summary><c>enforcement</c>.</summary>
    public Enforcement Enforcement { get; set; }

    /// <summary><c>max_in_flight</c>, or null.</summary>
    public int? MaxInFlight { get; set; }

    /// <summary><c>allowed_models</c>, or null for all.</summary>
    public IReadOnlyList<string>? AllowedModels { get; set; }

    /// <summary><c>metadata</c>: member to text, or to null where a patch removes it; null where the whole map is emptied.</summary>
    public IReadOnlyDictionary<string, string?>? Metadata { get; set; }

    /// <summary>Whether a field was given.</summary>
    public bool Has(KeyField field) => (Given & field) != 0;
}
