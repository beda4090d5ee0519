using System.Globalization;

namespace Gateway.Admin.Keys;

/// <summary>The versions that a change is meant for (<c>If-Match</c>, RFC 9110 section 13.1.1). Without a condition, any.</summary>
public sealed class VersionCondition
{
    /// <summary>No condition.</summary>
    public static readonly VersionCondition Any = new(null);

    private readonly HashSet<long>? _versions;

    private VersionCondition(HashSet<long>? versions) => _versions = versions;

    /// <summary>Reads a header: <c>"3"</c>, a list of such, or <c>*</c>. The quotes may be missing; a weak tag never matches.</summary>
    /// <param name="header">The header's value; null or empty for no condition.</param>
    public static VersionCondition Parse(string? header)
    {
        if (string.IsNullOrWhiteSpace(header) || header.Trim() == "*")
            return Any;
        HashSet<long> versions = [];
        foreach (var tag in header.Split(',', StringSplitOptions.TrimEntries))
        {
            var inner = tag.Length > 1 && tag[0] == '"' && tag[^1] == '"' ? tag[1..^1] : tag;
            if (long.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
                versions.Add(version);
        }

        return new(versions);
    }

    /// <summary>Whether a version meets the condition.</summary>
    public bool IsMetBy(long version) => _versions?.Contains(version) ?? true;
}
