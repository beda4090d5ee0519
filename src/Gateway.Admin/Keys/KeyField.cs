namespace Gateway.Admin.Keys;

/// <summary>The fields of a key that an administrator may set, as a set.</summary>
[Flags]
public enum KeyField
{
    /// <summary>No field.</summary>
    None = 0,

    /// <summary><c>name</c>.</summary>
    Name = 1 << 0,

    /// <summary><c>project</c>.</summary>
    Project = 1 << 1,

    /// <summary><c>environment</c>.</summary>
    Environment = 1 << 2,

    /// <summary><c>owner</c>.</summary>
    Owner = 1 << 3,

    /// <summary><c>kind</c>.</summary>
    Kind = 1 << 4,

    /// <summary><c>enabled</c>.</summary>
    Enabled = 1 << 5,

    /// <summary><c>expires_at</c>.</summary>
    ExpiresAt = 1 << 6,

    /// <summary><c>cost_limit_usd</c>.</summary>
    CostLimit = 1 << 7,

    /// <summary><c>token_limit</c>.</summary>
    TokenLimit = 1 << 8,

    /// <summary><c>requests_per_minute</c>.</summary>
    RequestsPerMinute = 1 << 9,

    /// <summary><c>reset_period</c>.</summary>
    ResetPeriod = 1 << 10,

    /// <summary><c>time_zone</c>.</summary>
    TimeZone = 1 << 11,

    /// <summary><c>enforcement</c>.</summary>
    Enforcement = 1 << 12,

    /// <summary><c>max_in_flight</c>.</summary>
    MaxInFlight = 1 << 13,

    /// <summary><c>allowed_models</c>.</summary>
    AllowedModels = 1 << 14,

    /// <summary><c>metadata</c>.</summary>
    Metadata = 1 << 15,
}
