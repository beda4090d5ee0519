using System.Text;
using Gateway.Core.Keys;

namespace Gateway.Admin.Keys;

/// <summary>The rules that a key's fields meet only together with what the key is; each field for itself was checked when it was read.</summary>
internal static class KeyRules
{
    /// <summary>What hinders a key from being made, or null.</summary>
    public static KeyOutcome? AgainstCreating(KeyFields fields)
    {
        List<FieldError> errors = [];
        if (!fields.Has(KeyField.Name))
            errors.Add(new("name", $"is missing; give the key a name of 1 to {KeyLimits.NameCharacters} characters"));
        if (fields.Has(KeyField.Kind) && fields.Kind == KeyKind.Legacy)
            errors.Add(new("kind", "legacy keys cannot be made here, they come in by import; leave kind out to make a standard key"));
        return errors.Count == 0 ? null : new(KeyVerdict.Invalid, Errors: errors);
    }

    /// <summary>What hinders a key from being changed so, or null.</summary>
    public static KeyOutcome? AgainstChanging(ApiKey key, KeyFields fields)
    {
        var policy = key.Policy;
        List<FieldError> errors = [];
        if (fields.Has(KeyField.Kind) && fields.Kind != policy.Kind)
            errors.Add(new("kind", "cannot be changed; make a standard key and delete this one once its users have moved"));
        if (policy.IsLegacy)
        {
            foreach (var (name, field) in KeyFieldNames.Writable)
            {
                if (fields.Has(field) && field != KeyField.Kind && (field & KeyFieldNames.OfLegacyKeys) == 0)
                    errors.Add(new(name, "a legacy key has no limits and takes none; replace it by a standard key, which can have them"));
            }
        }

        if (errors.Count == 0)
            return null;
        return new(policy.IsLegacy ? KeyVerdict.NotForLegacyKeys : KeyVerdict.Invalid, key, Errors: errors);
    }

    /// <summary>What hinders a record from being a key's, or null.</summary>
    public static KeyOutcome? Against(KeyRecord record)
    {
        var bytes = 0;
        foreach (var (name, value) in record.Metadata)
            bytes += Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value);
        if (record.Metadata.Count <= KeyLimits.MetadataMembers && bytes <= KeyLimits.MetadataBytes)
            return null;
        var rule = $"may have at most {KeyLimits.MetadataMembers} members and {KeyLimits.MetadataBytes} bytes of names and values together; "
            + $"this would be {record.Metadata.Count} members and {bytes} bytes";
        return new(KeyVerdict.Invalid, Errors: [new("metadata", rule)]);
    }
}
