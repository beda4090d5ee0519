using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Wire.Completions;

namespace Gateway.Server.Configuration;

/// <summary>Reads <c>Gateway:Providers</c>, or the presets where there are none.</summary>
internal sealed class ProvidersReader(ProcessSurroundings surroundings, SecretReader secrets)
{
    private static readonly TimeSpan LeastTimeout = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan MostTimeout = TimeSpan.FromDays(1);
    private const string UrlAllowed = "allowed is an http or https URL with a host, and without user info, query and fragment, such as https://api.openai.com/v1";

    /// <summary>The configured providers, sorted; empty if there are none.</summary>
    public ImmutableArray<ProviderSettings> Read(SettingsGroup group) =>
        [.. group.Children.Select(c => Provider(group, c.Key)).OfType<ProviderSettings>().OrderBy(p => p.Order).ThenBy(p => p.Name, StringComparer.Ordinal)];

    /// <summary>The presets whose variable is set.</summary>
    public ImmutableArray<ProviderSettings> Presets(SettingProblems problems)
    {
        var found = ImmutableArray.CreateBuilder<ProviderSettings>();
        foreach (var preset in ProviderPresets.All)
        {
            if (surroundings.Variable(preset.Variable)?.Trim() is not { Length: > 0 } key)
                continue;
            if (key.All(c => c is > ' ' and <= '~'))
                found.Add(new ProviderSettings { Name = preset.Name, BaseUrl = new Uri(preset.BaseUrl), Dialect = preset.Dialect, ApiKey = new Secret(key), AuthHeader = DefaultHeader(preset.Dialect), PricesOf = DefaultPrices(preset.Dialect) });
            else
                problems.Add(preset.Variable, "the secret holds a character that cannot stand in a header; visible ASCII is allowed");
        }
        return found.ToImmutable();
    }

    private ProviderSettings? Provider(SettingsGroup providers, string key)
    {
        var group = providers.Group(key);
        var name = key.ToLowerInvariant();
        if (ProviderName.Fault(name) is { } fault)
        {
            providers.Problem(key, fault);
            return null;
        }
        // A preset's name stands for its address, so that a key is all that has to be given.
        var preset = ProviderPresets.All.FirstOrDefault(p => p.Name == name);
        var given = group.Text("BaseUrl");
        if (given is null && preset is null)
        {
            group.Problem("BaseUrl", $"is missing; {UrlAllowed}");
            return null;
        }
        var dialect = group.Choice("Dialect", given is null ? preset!.Dialect : Dialect.OpenAI, ("openai", Dialect.OpenAI), ("anthropic", Dialect.Anthropic), ("gemini", Dialect.Gemini));
        var url = Url(group, given ?? preset!.BaseUrl);
        var models = group.Texts("Models", ';', ',');
        return url is null ? null : new ProviderSettings
        {
            Name = name,
            BaseUrl = url,
            Dialect = dialect,
            ApiKey = secrets.Read(group, "ApiKey"),
            AuthHeader = group.Choice("AuthHeader", DefaultHeader(dialect),
                ("bearer", AuthHeader.Bearer), ("x-api-key", AuthHeader.XApiKey), ("api-key", AuthHeader.ApiKey), ("x-goog-api-key", AuthHeader.XGoogApiKey)),
            Headers = ProviderHeadersReader.Read(group.Group("Headers"), secrets),
            Models = models.Count == 0 ? ["*"] : [.. models.Where(m => IsGlob(group, m))],
            Order = group.Integer("Order", 0, -1_000_000, 1_000_000),
            PricesOf = group.Text("PricesOf") ?? DefaultPrices(dialect),
            IncludeUsage = group.Switch("IncludeUsage", true),
            ConnectTimeout = group.Duration("ConnectTimeout", ProviderSettings.DefaultConnectTimeout, LeastTimeout, MostTimeout),
            FirstByteTimeout = group.Duration("FirstByteTimeout", ProviderSettings.DefaultFirstByteTimeout, LeastTimeout, MostTimeout),
            IdleTimeout = group.Duration("IdleTimeout", ProviderSettings.DefaultIdleTimeout, LeastTimeout, MostTimeout),
            CaFile = CaFile(group),
        };
    }

    private static Uri? Url(SettingsGroup group, string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps) || url.Host.Length == 0)
            group.Problem("BaseUrl", $"got '{(text.Contains('@', StringComparison.Ordinal) ? "…" : text)}'; {UrlAllowed}");
        else if (url.UserInfo.Length > 0)
            group.Problem("BaseUrl", $"holds user info, which would be a credential in plain sight; give it as ApiKey or under Headers. {UrlAllowed}");
        else if (url.Query.Length > 0 || url.Fragment.Length > 0 || text.Contains('?', StringComparison.Ordinal) || text.Contains('#', StringComparison.Ordinal))
            group.Problem("BaseUrl", $"holds a query or a fragment, which requests bring themselves; {UrlAllowed}");
        else
            return url;
        return null;
    }

    private static bool IsGlob(SettingsGroup group, string glob)
    {
        if (glob.Length <= 256 && !glob.Any(char.IsControl))
            return true;
        group.Problem("Models", "a glob has at most 256 characters and no control characters");
        return false;
    }

    private string? CaFile(SettingsGroup group)
    {
        if (group.Text("CaFile") is not { } path)
            return null;
        var full = surroundings.FullPath(path);
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(full);
            if (certificates.Count > 0)
                return full;
            group.Problem("CaFile", $"the file {full} holds no PEM certificate");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            group.Problem("CaFile", $"the file {full} cannot be used: {failure.Message}");
        }
        return null;
    }

    private static AuthHeader DefaultHeader(Dialect dialect) => dialect switch
    {
        Dialect.Anthropic => AuthHeader.XApiKey,
        Dialect.Gemini => AuthHeader.XGoogApiKey,
        _ => AuthHeader.Bearer,
    };

    private static string DefaultPrices(Dialect dialect) => dialect switch
    {
        Dialect.Anthropic => "anthropic",
        Dialect.Gemini => "google",
        _ => "openai",
    };
}
