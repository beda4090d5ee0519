using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace Gateway.Server.Configuration;

/// <summary>Reads addresses to listen on.</summary>
internal static class ListenReader
{
    private const string Allowed = "allowed is http:// or https://, then an IP address, localhost or * (all addresses), then a port, such as http://127.0.0.1:8080 "
        + "(port 0 takes a free one); several are separated by ;";

    /// <summary>The endpoints of a setting; its default if it is not set or bad.</summary>
    public static ImmutableArray<ListenEndpoint> Read(SettingsGroup group, string name, string fallback)
    {
        var texts = group.Texts(name, ';');
        if (texts.Count == 0)
        {
            // Reports an empty value.
            _ = group.Text(name);
            return [Parse(fallback)!];
        }
        var endpoints = ImmutableArray.CreateBuilder<ListenEndpoint>();
        foreach (var text in texts)
        {
            if (Parse(text) is not { } endpoint)
                group.Problem(name, $"got '{Shown(text)}'; {Allowed}");
            else if (endpoints.FirstOrDefault(e => Collide(e, endpoint)) is { } other)
                group.Problem(name, other.Text == text ? $"'{text}' stands there twice" : $"'{text}' and '{other.Text}' take the same port");
            else
                endpoints.Add(endpoint);
        }
        return endpoints.Count > 0 ? endpoints.ToImmutable() : [Parse(fallback)!];
    }

    /// <summary>Two that cannot both be bound.</summary>
    public static bool Collide(ListenEndpoint a, ListenEndpoint b) =>
        a.Port == b.Port && a.Port != 0
        && (IsAny(a) || IsAny(b) || Equals(a.Address, b.Address) || (a.Address is null && b.IsLoopback) || (b.Address is null && a.IsLoopback));

    private static bool IsAny(ListenEndpoint e) => Equals(e.Address, IPAddress.Any) || Equals(e.Address, IPAddress.IPv6Any);

    private static ListenEndpoint? Parse(string text)
    {
        bool https;
        string rest;
        if (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            (https, rest) = (false, text["http://".Length..]);
        else if (text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            (https, rest) = (true, text["https://".Length..]);
        else
            return null;
        rest = rest.EndsWith('/') ? rest[..^1] : rest;
        if (!TrySplit(rest, out var host, out var port))
            port = https ? 443 : 80;
        if (port < 0)
            return null;
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return new ListenEndpoint(text, https, host, null, port);
        if (host is "*" or "+")
            return new ListenEndpoint(text, https, host, IPAddress.IPv6Any, port);
        // IPAddress.TryParse also takes "1" and "0x7f.1"; an address that is not written out in full is a slip of the pen.
        var literal = host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host;
        var complete = literal.Contains(':', StringComparison.Ordinal) == (literal.Length < host.Length) && (literal.Contains(':', StringComparison.Ordinal) || literal.Count(c => c == '.') == 3);
        return complete && IPAddress.TryParse(literal, out var address) ? new ListenEndpoint(text, https, host, address, port) : null;
    }

    // False if no port was given; a port of -1 if it is none.
    private static bool TrySplit(string text, out string host, out int port)
    {
        host = text;
        port = 0;
        var colon = text.LastIndexOf(':');
        if (colon < 0 || text.EndsWith(']'))
            return false;
        host = text[..colon];
        var valid = int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= IPEndPoint.MaxPort;
        port = valid ? port : -1;
        return true;
    }

    // Somebody may write a password into any URL.
    private static string Shown(string text)
    {
        var at = text.LastIndexOf('@');
        return at < 0 ? text : "…" + text[at..];
    }
}
