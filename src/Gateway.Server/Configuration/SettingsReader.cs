using System.Collections.Immutable;

namespace Gateway.Server.Configuration;

/// <summary>Turns configuration into <see cref="GatewaySettings"/>, or into a list of what is wrong with it. Everything bad is reported at once.</summary>
public static class SettingsReader
{
    /// <summary>Section that everything stands in.</summary>
    public const string Section = "Gateway";

    /// <summary>Reads and validates.</summary>
    /// <param name="configuration">The sources together.</param>
    /// <param name="surroundings">Where secrets and relative paths come from.</param>
    /// <param name="problems">Gets a line for each bad value.</param>
    /// <returns>The settings; null exactly when a problem was added. Without configured providers they hold the active presets, and echo is not yet among them.</returns>
    public static GatewaySettings? Read(IConfiguration configuration, ProcessSurroundings surroundings, SettingProblems problems)
    {
        var before = problems.Lines.Count;
        var section = configuration.GetSection(Section);
        UnknownSettings.Refuse(section, problems);
        var group = new SettingsGroup(section, problems);
        var providers = new ProvidersReader(surroundings, new SecretReader(surroundings));
        var configured = group.Group("Providers").Children.Any();
        var listen = ListenReader.Read(group, "Listen", "http://127.0.0.1:8080");
        var admin = Admin(group.Group("Admin"), surroundings, problems);
        var settings = new GatewaySettings
        {
            Listen = listen,
            Tls = Tls(group, listen, surroundings),
            Admin = admin,
            DataDirectory = Path(group, "DataDirectory", surroundings) ?? surroundings.FullPath("data"),
            Durability = group.Choice("Durability", Durability.Interval, ("Interval", Durability.Interval), ("Strict", Durability.Strict)),
            CheckpointInterval = group.Duration("CheckpointInterval", GatewaySettings.DefaultCheckpointInterval, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(10)),
            Providers = configured ? providers.Read(group.Group("Providers")) : providers.Presets(problems),
            ProvidersConfigured = configured,
            PricesFile = ExistingFile(group, "PricesFile", surroundings),
            Limits = LimitsReader.Read(group.Group("Limits")),
            Log = Log(group.Group("Log")),
            AccessLog = group.Text("AccessLog") is { } log && !log.Equals("stdout", StringComparison.OrdinalIgnoreCase) ? Path(group, "AccessLog", surroundings) : group.Text("AccessLog")?.ToLowerInvariant(),
        };
        RefuseSharedPorts(group, settings);
        return problems.Lines.Count == before ? settings : null;
    }

    private static AdminSettings Admin(SettingsGroup group, ProcessSurroundings surroundings, SettingProblems problems)
    {
        var listen = ListenReader.Read(group, "Listen", "http://127.0.0.1:8081");
        var token = new SecretReader(surroundings).Read(group, "Token");
        if (token is not null && token.Reveal().Length < 16)
            group.Problem("Token", "is shorter than 16 characters; whoever guesses it may issue keys");
        var allowPlain = group.Switch("AllowPlainHttp", false);
        foreach (var endpoint in listen.Where(e => !e.IsHttps && !e.IsLoopback && !allowPlain))
            problems.Add(group.Full("Listen"), $"'{endpoint}' would send admin tokens over the network in the clear; use https:// with {group.Full("Tls:CertificatePath")}, or set {group.Full("AllowPlainHttp")}=true");
        return new AdminSettings { Listen = listen, Token = token, AllowPlainHttp = allowPlain, Tls = Tls(group, listen, surroundings) };
    }

    private static TlsFiles? Tls(SettingsGroup owner, ImmutableArray<ListenEndpoint> listen, ProcessSurroundings surroundings)
    {
        var group = owner.Group("Tls");
        var certificate = ExistingFile(group, "CertificatePath", surroundings);
        var key = ExistingFile(group, "KeyPath", surroundings);
        var https = listen.FirstOrDefault(e => e.IsHttps);
        if (https is null)
        {
            if (certificate is not null || key is not null)
                group.Problem(certificate is not null ? "CertificatePath" : "KeyPath", $"is set, but {owner.Full("Listen")} has no https:// address, so nothing would be encrypted");
            return null;
        }
        if (group.Text("CertificatePath") is null)
            group.Problem("CertificatePath", $"is missing; '{https}' needs a PEM certificate");
        if (group.Text("KeyPath") is null)
            group.Problem("KeyPath", $"is missing; '{https}' needs the PEM key of its certificate");
        return certificate is null || key is null ? null : new TlsFiles(certificate, key);
    }

    private static LogSettings Log(SettingsGroup group) => new()
    {
        Format = group.Choice("Format", LogFormat.Line, ("line", LogFormat.Line), ("json", LogFormat.Json)),
        Level = group.Choice("Level", LogLevel.Information,
            ("debug", LogLevel.Debug), ("information", LogLevel.Information), ("warning", LogLevel.Warning), ("error", LogLevel.Error)),
    };

    private static string? Path(SettingsGroup group, string name, ProcessSurroundings surroundings)
    {
        if (group.Text(name) is not { } path)
            return null;
        if (!path.Contains('\0', StringComparison.Ordinal))
            return surroundings.FullPath(path);
        group.Problem(name, "holds a NUL character");
        return null;
    }

    private static string? ExistingFile(SettingsGroup group, string name, ProcessSurroundings surroundings)
    {
        var path = Path(group, name, surroundings);
        if (path is null || File.Exists(path))
            return path;
        group.Problem(name, $"there is no file {path}");
        return null;
    }

    private static void RefuseSharedPorts(SettingsGroup group, GatewaySettings settings)
    {
        foreach (var admin in settings.Admin.Listen)
        {
            if (settings.Listen.FirstOrDefault(e => ListenReader.Collide(e, admin)) is { } data)
                group.Problem("Admin:Listen", $"'{admin}' and '{data}' of Gateway:Listen take the same port; the administration has a listener of its own");
        }
    }
}
