using System.Buffers;
using System.Collections.Immutable;

namespace Gateway.Server.Configuration;

/// <summary>Reads <c>…:Headers:{name}</c>: what is added to a provider's requests.</summary>
internal static class ProviderHeadersReader
{
    // RFC 9110 section 5.6.2.
    private static readonly SearchValues<char> Token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz");

    // The gateway writes these itself; a second one would let two parsers disagree.
    private static readonly HashSet<string> OurOwn = new(StringComparer.Ordinal)
    {
        "host", "connection", "content-length", "transfer-encoding", "keep-alive", "proxy-connection", "te", "trailer", "upgrade", "expect", "accept-encoding",
    };

    /// <summary>The headers, sorted by name.</summary>
    public static ImmutableArray<ProviderHeader> Read(SettingsGroup group, SecretReader secrets)
    {
        var headers = ImmutableArray.CreateBuilder<ProviderHeader>();
        foreach (var child in group.Children)
        {
            var name = child.Key.ToLowerInvariant();
            if (name.Length > 128 || name.AsSpan().ContainsAnyExcept(Token))
                group.Problem(child.Key, "is no header name (RFC 9110, section 5.6.2: letters, digits and !#$%&'*+-.^_`|~)");
            else if (OurOwn.Contains(name))
                group.Problem(child.Key, "the gateway writes this header itself");
            else if (secrets.Read(group, child.Key, spaces: true) is { } value)
                headers.Add(new ProviderHeader(name, value));
        }
        return [.. headers.OrderBy(h => h.Name, StringComparer.Ordinal)];
    }
}
