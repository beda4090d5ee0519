using System.Text.RegularExpressions;

namespace Gateway.Tests.Wire.Http1;

/// <summary>A second reader of request heads, written from the grammar with regular expressions: slow, plain, and sharing no code with the first.</summary>
internal static class NaiveRequest
{
    private const string Token = @"[!#$%&'*+\-.^_`|~0-9A-Za-z]+";
    private const string PathChar = @"[\-._~!$&'()*+,;=:@0-9A-Za-z]|%[0-9A-Fa-f]{2}";
    private const string Port = @"(?::(?<port>\d*))?";
    private const string Ipv6 = @"\[(?=[^\]]*:[^\]]*:)(?![^\]]*(?::[^\]]*){8})[0-9A-Fa-f:.]{2,45}\]";
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly Regex Line = new($@"^(?<verb>GET|HEAD|POST|PUT|DELETE|OPTIONS|TRACE|PATCH) (?<target>[^ ]+) HTTP/1\.(?<minor>[01])\z", Options);
    private static readonly Regex Authority = new($@"^(?<host>[\-._~0-9A-Za-z]+|{Ipv6}){Port}\z", Options);
    private static readonly Regex Target = new(
        $@"^(?:(?<scheme>[Hh][Tt][Tt][Pp][Ss]?)://(?<authority>[^/?#]*)(?=[/?]|\z))?(?<path>(?:/(?:{PathChar})*)*)(?:\?(?<query>(?:{PathChar}|[/?\[\]{{}}|^`])*))?\z", Options);

    private static readonly Regex Field = new($@"^(?<name>{Token}):[ \t]*(?<value>[\t\x20-\x7e\x80-\xff]*?)[ \t]*\z", Options);

    /// <summary>True if <paramref name="text"/> begins with a complete head that is to be accepted.</summary>
    public static bool Accepts(string text)
    {
        if (text.StartsWith("\r\n", StringComparison.Ordinal))
            text = text[2..];
        int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
            return false;
        string[] lines = text[..end].Split("\r\n");
        var line = Line.Match(lines[0]);
        var fields = lines.Skip(1).Select(field => Field.Match(field)).ToList();
        if (!line.Success || fields.Any(field => !field.Success) || fields.Count > 100)
            return false;
        string[] Values(string name) => [.. fields.Where(field => field.Groups["name"].Value.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Groups["value"].Value)];
        bool old = line.Groups["minor"].Value == "0";
        return IsTarget(line.Groups["target"].Value, line.Groups["verb"].Value, Values("host"), old)
            && IsFraming(Values("content-length"), Values("transfer-encoding"), line.Groups["verb"].Value, old)
            && IsConnection(string.Join(',', Values("connection")))
            && (old || Values("expect").All(value => value.Equals("100-continue", StringComparison.OrdinalIgnoreCase)));
    }

    private static bool IsTarget(string target, string verb, string[] hosts, bool old)
    {
        if (hosts.Length > 1 || (hosts.Length == 0 && !old) || hosts.Any(host => !IsAuthority(host)))
            return false;
        if (target == "*")
            return verb == "OPTIONS";
        var parts = Target.Match(target);
        if (!parts.Success || target.Contains("%00", StringComparison.Ordinal))
            return false;
        string path = parts.Groups["path"].Value.Replace("%2E", ".", StringComparison.OrdinalIgnoreCase);
        if (path.Contains("%2F", StringComparison.OrdinalIgnoreCase) || path.Contains("%5C", StringComparison.OrdinalIgnoreCase))
            return false;
        if (path.Split('/').Any(segment => segment.Split(';')[0] is "." or ".."))
            return false;
        if (!parts.Groups["scheme"].Success)
            return target[0] == '/';
        string authority = parts.Groups["authority"].Value;
        string scheme = parts.Groups["scheme"].Value;
        return IsAuthority(authority) && hosts.All(host => Normal(host, scheme) == Normal(authority, scheme));
    }

    private static bool IsAuthority(string text)
    {
        var match = Authority.Match(text);
        string port = match.Groups["port"].Value.TrimStart('0');
        return match.Success && (port.Length == 0 || (port.Length <= 5 && int.Parse(port) <= 65535));
    }

    private static string Normal(string authority, string scheme)
    {
        var match = Authority.Match(authority);
        string port = match.Groups["port"].Value;
        bool isDefault = port == "" || port == (scheme.Length == 5 ? "443" : "80");
        return match.Groups["host"].Value.ToLowerInvariant() + (isDefault ? "" : ":" + port);
    }

    private static bool IsFraming(string[] lengths, string[] codings, string verb, bool old)
    {
        bool hasBody = codings.Length > 0 || lengths.Any(length => length.Trim('0') != "");
        if (lengths.Length + codings.Length > 1 || (verb == "TRACE" && hasBody) || (old && codings.Length > 0))
            return false;
        return lengths.All(length => Regex.IsMatch(length, @"^[0-9]{1,19}\z") && long.TryParse(length, out _))
            && codings.All(coding => coding.Equals("chunked", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsConnection(string list)
    {
        string[] options = [.. list.Split(',').Select(option => option.Trim(' ', '\t')).Where(option => option != "")];
        string[] own = ["close", "keep-alive", "connection", "transfer-encoding", "upgrade", "proxy-connection", "te", "trailer", "http2-settings", "proxy-authenticate", "proxy-authorization", "proxy-authentication-info"];
        bool compares = options.Any(option => !own.Contains(option.ToLowerInvariant()));
        return options.All(option => Regex.IsMatch(option, $@"^{Token}\z")) && (!compares || options.Length <= 32);
    }
}
