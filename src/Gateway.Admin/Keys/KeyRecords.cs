using Gateway.Core.Keys;

namespace Gateway.Admin.Keys;

/// <summary>Records of keys: as they stand, and as a request changes them.</summary>
internal static class KeyRecords
{
    /// <summary>A new key's first record.</summary>
    /// <param name="id">Its public id.</param>
    /// <param name="fields">What was asked for.</param>
    /// <param name="secret">What opens it.</param>
    /// <param name="wall">UTC ticks.</param>
    public static KeyRecord New(string id, KeyFields fields, SecretRecord secret, long wall) => Apply(
        new() { Id = id, Version = 1, ChangedAt = wall, CreatedAt = wall, Name = fields.Name, Secrets = [secret] }, fields);

    /// <summary>The next version of a key.</summary>
    /// <param name="entry">The key.</param>
    /// <param name="fields">What changes.</param>
    /// <param name="wall">UTC ticks.</param>
    public static KeyRecord Next(KeyEntry entry, KeyFields fields, long wall) => Apply(Successor(entry, wall), fields);

    /// <summary>The last version of a key.</summary>
    public static KeyRecord Deleted(KeyEntry entry, long wall) => Successor(entry, wall) with { Deleted = true, Secrets = [] };

    private static KeyRecord Successor(KeyEntry entry, long wall)
    {
        var key = entry.Key;
        var policy = key.Policy;
        return new()
        {
            Id = key.Id,
            Version = policy.Version + 1,
            ChangedAt = wall,
            CreatedAt = key.CreatedAt,
            Name = policy.Name,
            Kind = policy.Kind,
            Project = policy.Labels.Project,
            Environment = policy.Labels.Environment,
            Owner = policy.Labels.Owner,
            Enabled = policy.IsEnabled,
            Deleted = policy.IsDeleted,
            ExpiresAt = policy.ExpiresAt,
            CostLimitNano = policy.CostLimitNano,
            TokenLimit = policy.TokenLimit,
            RequestsPerMinute = policy.RequestsPerMinute,
            ResetPeriod = policy.Calendar.Period,
            TimeZone = policy.Calendar.TimeZone,
            Enforcement = policy.Enforcement,
            MaxInFlight = policy.MaxInFlight,
            AllowedModels = policy.AllowedModels?.Patterns,
            Metadata = policy.Metadata,
            Prefix = policy.LegacyPrefix,
            Secrets = entry.Secrets,
        };
    }

    private static KeyRecord Apply(KeyRecord record, KeyFields fields) => record with
    {
        Name = fields.Has(KeyField.Name) ? fields.Name : record.Name,
        Project = fields.Has(KeyField.Project) ? fields.Project : record.Project,
        Environment = fields.Has(KeyField.Environment) ? fields.Environment : record.Environment,
        Owner = fields.Has(KeyField.Owner) ? fields.Owner : record.Owner,
        Enabled = fields.Has(KeyField.Enabled) ? fields.Enabled : record.Enabled,
        ExpiresAt = fields.Has(KeyField.ExpiresAt) ? fields.ExpiresAt : record.ExpiresAt,
        CostLimitNano = fields.Has(KeyField.CostLimit) ? fields.CostLimitNano : record.CostLimitNano,
        TokenLimit = fields.Has(KeyField.TokenLimit) ? fields.TokenLimit : record.TokenLimit,
        RequestsPerMinute = fields.Has(KeyField.RequestsPerMinute) ? fields.RequestsPerMinute : record.RequestsPerMinute,
        ResetPeriod = fields.Has(KeyField.ResetPeriod) ? fields.ResetPeriod : record.ResetPeriod,
        TimeZone = fields.Has(KeyField.TimeZone) ? fields.TimeZone : record.TimeZone,
        Enforcement = fields.Has(KeyField.Enforcement) ? fields.Enforcement : record.Enforcement,
        MaxInFlight = fields.Has(KeyField.MaxInFlight) ? fields.MaxInFlight : record.MaxInFlight,
        AllowedModels = fields.Has(KeyField.AllowedModels) ? fields.AllowedModels : record.AllowedModels,
        Metadata = fields.Has(KeyField.Metadata) ? Merge(record.Metadata, fields.Metadata) : record.Metadata,
    };

    // RFC 7396: members given replace, null removes, the others stay; null for the whole empties it.
    private static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string?>? patch)
    {
        Dictionary<string, string> merged = new(StringComparer.Ordinal);
        if (patch is null)
            return merged;
        foreach (var (name, value) in before)
        {
            if (!patch.ContainsKey(name))
                merged.Add(name, value);
            else if (patch[name] is { } replacement)
                merged.Add(name, replacement);
        }

        foreach (var (name, value) in patch)
        {
            if (value is not null)
                merged.TryAdd(name, value);
        }

        return merged;
    }
}
