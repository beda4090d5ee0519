using System.Text.RegularExpressions;

namespace Gateway.Server.Configuration;

/// <summary>What a provider may be called. Pure functions.</summary>
internal static partial class ProviderName
{
    // First segments of routes on either listener, now or foreseeably.
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "health", "admin", "metrics", "openapi", "scalar", "console", "key", "keys", "api", "robots.txt", "favicon.ico", ".well-known",
    };

    /// <summary>Why the name cannot be used, or null.</summary>
    /// <param name="name">In lower case.</param>
    public static string? Fault(string name)
    {
        if (!Form.IsMatch(name))
            return "a provider's name has 1 to 40 letters, digits, '.', '_' or '-', the first a letter or digit";
        return Reserved.Contains(name) || VersionSegment.IsMatch(name) ? $"'{name}' is the beginning of a route of the gateway itself; choose another name" : null;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex Form { get; }

    [GeneratedRegex("^v[0-9]+((alpha|beta)[0-9]*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex VersionSegment { get; }
}
