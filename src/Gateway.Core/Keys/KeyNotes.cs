namespace Gateway.Core.Keys;

/// <summary>What few keys have, kept apart so that the others do not pay for it. Immutable.</summary>
/// <param name="Metadata">The administrator's own map; may be empty.</param>
/// <param name="Prefix">The first characters of a legacy key's secret; null for all others.</param>
internal sealed record KeyNotes(IReadOnlyDictionary<string, string> Metadata, string? Prefix)
{
    internal static readonly IReadOnlyDictionary<string, string> NoMetadata = System.Collections.Frozen.FrozenDictionary<string, string>.Empty;

    internal static KeyNotes? Of(KeyRecord record) =>
        record.Metadata.Count == 0 && record.Prefix is null ? null : new(record.Metadata, record.Prefix);
}
