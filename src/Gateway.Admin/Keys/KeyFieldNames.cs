using System.Collections.Frozen;

namespace Gateway.Admin.Keys;

/// <summary>The names of a key's fields in JSON.</summary>
internal static class KeyFieldNames
{
    /// <summary>What a legacy key may have changed.</summary>
    public const KeyField OfLegacyKeys =
        KeyField.Name | KeyField.Project | KeyField.Environment | KeyField.Owner | KeyField.Enabled | KeyField.ExpiresAt | KeyField.Metadata;

    /// <summary>By name.</summary>
    public static readonly FrozenDictionary<string, KeyField> Writable = new Dictionary<string, KeyField>(StringComparer.Ordinal)
    {
        ["name"] = KeyField.Name,
        ["project"] = KeyField.Project,
        ["environment"] = KeyField.Environment,
        ["owner"] = KeyField.Owner,
        ["kind"] = KeyField.Kind,
        ["enabled"] = KeyField.Enabled,
        ["expires_at"] = KeyField.ExpiresAt,
        ["cost_limit_usd"] = KeyField.CostLimit,
        ["token_limit"] = KeyField.TokenLimit,
        ["requests_per_minute"] = KeyField.RequestsPerMinute,
        ["reset_period"] = KeyField.ResetPeriod,
        ["time_zone"] = KeyField.TimeZone,
        ["enforcement"] = KeyField.Enforcement,
        ["max_in_flight"] = KeyField.MaxInFlight,
        ["allowed_models"] = KeyField.AllowedModels,
        ["metadata"] = KeyField.Metadata,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Part of a key as it is answered, but not to be set.</summary>
    public static readonly FrozenSet<string> ReadOnly =
        FrozenSet.Create(StringComparer.Ordinal, "id", "prefix", "status", "created_at", "last_used_at", "version", "usage");

    /// <summary>The name of one field.</summary>
    public static string Of(KeyField field)
    {
        foreach (var (name, value) in Writable)
        {
            if (value == field)
                return name;
        }

        throw new ArgumentOutOfRangeException(nameof(field), field, "not one field");
    }
}
