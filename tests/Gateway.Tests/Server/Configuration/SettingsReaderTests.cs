using System.Net;
using Gateway.Server.Configuration;
using Xunit;

namespace Gateway.Tests.Server.Configuration;

public sealed class SettingsReaderTests
{
    [Fact]
    public void Nothing_set_gives_the_defaults()
    {
        var settings = Settings.Good();

        Assert.Equal("http://127.0.0.1:8080", Assert.Single(settings.Listen).Text);
        Assert.Equal("http://127.0.0.1:8081", Assert.Single(settings.Admin.Listen).Text);
        Assert.Equal(Path.Combine(Path.GetTempPath(), "data"), settings.DataDirectory);
        Assert.Equal(Durability.Interval, settings.Durability);
        Assert.Equal(TimeSpan.FromMilliseconds(20), settings.CheckpointInterval);
        Assert.False(settings.ProvidersConfigured);
        Assert.Empty(settings.Providers);
        Assert.Equal(new GatewayLimits(), settings.Limits);
        Assert.Null(settings.AccessLog);
    }

    [Fact]
    public void Every_limit_can_be_set()
    {
        var limits = Settings.Good(
            ("Limits:HeadBytes", "16 KiB"), ("Limits:HeadTimeout", "00:00:03"), ("Limits:HandshakeTimeout", "4s"), ("Limits:BodyBytes", "1048576"),
            ("Limits:MinBodyBytesPerSecond", "100"), ("Limits:HeldBodyBytes", "1MiB"), ("Limits:HeldBodyBytesTotal", "2 GiB"), ("Limits:IdleTimeout", "5m"),
            ("Limits:WriteTimeout", "500ms"), ("Limits:Connections", "7"), ("Limits:DrainTimeout", "00:00:00"), ("Limits:HalfCloseGrace", "0.5s")).Limits;

        Assert.Equal(
            new GatewayLimits
            {
                HeadBytes = 16384,
                HeadTimeout = TimeSpan.FromSeconds(3),
                HandshakeTimeout = TimeSpan.FromSeconds(4),
                BodyBytes = 1 << 20,
                MinBodyBytesPerSecond = 100,
                HeldBodyBytes = 1 << 20,
                HeldBodyBytesTotal = 2L << 30,
                IdleTimeout = TimeSpan.FromMinutes(5),
                WriteTimeout = TimeSpan.FromMilliseconds(500),
                Connections = 7,
                DrainTimeout = TimeSpan.Zero,
                HalfCloseGrace = TimeSpan.FromMilliseconds(500),
            },
            limits);
    }

    [Theory]
    [InlineData("Limits:HeadTimeout", "5")]
    [InlineData("Limits:HeadTimeout", "-00:00:01")]
    [InlineData("Limits:HeadTimeout", "00:00:00")]
    [InlineData("Limits:HeadTimeout", "soon")]
    [InlineData("Limits:HeadBytes", "32 KiloBytes")]
    [InlineData("Limits:HeadBytes", "1")]
    [InlineData("Limits:HeadBytes", "99999999999999999999")]
    [InlineData("Limits:Connections", "0")]
    [InlineData("Limits:Connections", "1e3")]
    [InlineData("Limits:MinBodyBytesPerSecond", "-1")]
    [InlineData("Durability", "Often")]
    [InlineData("CheckpointInterval", "1h")]
    [InlineData("Log:Format", "xml")]
    [InlineData("Log:Level", "loud")]
    [InlineData("Admin:AllowPlainHttp", "yes")]
    [InlineData("Listen", "127.0.0.1:8080")]
    [InlineData("Listen", "http://example.org:8080")]
    [InlineData("Listen", "http://127.0.0.1:65536")]
    [InlineData("Listen", "http://127.0.0.1:8080/v1")]
    [InlineData("Listen", "http://1:8080")]
    [InlineData("Listen", "http://::1:8080")]
    [InlineData("Listen", "http://user:pw@127.0.0.1:8080")]
    [InlineData("Listen", "ftp://127.0.0.1:8080")]
    [InlineData("PricesFile", "/no/such/file.json")]
    public void A_bad_value_is_one_line_that_names_the_setting_and_what_is_allowed(string name, string value)
    {
        var (settings, problems) = Settings.Read((name, value));

        Assert.Null(settings);
        var line = Assert.Single(problems);
        Assert.StartsWith($"Gateway:{name}: ", line, StringComparison.Ordinal);
        Assert.True(line.Contains("allowed", StringComparison.Ordinal) || line.Contains("no file", StringComparison.Ordinal), line);
        Assert.DoesNotContain("pw", line, StringComparison.Ordinal);
    }

    [Fact]
    public void All_bad_values_are_told_at_once()
    {
        var (_, problems) = Settings.Read(("Limits:HeadBytes", "x"), ("Durability", "x"), ("Nonsense", "x"));

        Assert.Equal(3, problems.Count);
    }

    public static TheoryData<string> Known => [.. KnownSettings.Names];

    [Theory]
    [MemberData(nameof(Known))]
    public void Every_known_setting_is_read_and_an_empty_one_is_refused(string name)
    {
        var concrete = name.Replace("Gateway:", "", StringComparison.Ordinal).Replace("{name}", "p", StringComparison.Ordinal).Replace("{header}", "x-h", StringComparison.Ordinal);
        (string, string)[] provider = concrete.StartsWith("Providers:", StringComparison.Ordinal) && !concrete.EndsWith("BaseUrl", StringComparison.Ordinal)
            ? [("Providers:p:BaseUrl", "http://127.0.0.1:1")]
            : [];
        var (settings, problems) = Settings.Read([.. provider, (concrete, " ")]);

        // Globs are a list, and a list may be empty.
        if (concrete == "Providers:p:Models")
        {
            Assert.Equal(["*"], Assert.Single(settings!.Providers).Models);
            return;
        }
        Assert.Contains(problems, p => p.StartsWith($"Gateway:{concrete}: is empty", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Lisen", "Gateway:Listen")]
    [InlineData("Limits:HeadByte", "Gateway:Limits:HeadBytes")]
    [InlineData("Limit:HeadBytes", "Gateway:Limits:HeadBytes")]
    [InlineData("Providers:acme:BaseURI", "Gateway:Providers:acme:BaseUrl")]
    [InlineData("Admin:Tokens", "Gateway:Admin:Token")]
    public void An_unknown_setting_is_refused_with_the_nearest_known_one_and_without_its_value(string name, string nearest)
    {
        var (_, problems) = Settings.Read(("Providers:acme:BaseUrl", "http://127.0.0.1:1"), (name, "hunter2-secret"));

        var line = Assert.Single(problems);
        Assert.Equal($"Gateway:{name}: is no setting; the nearest one is {nearest}", line);
    }

    [Fact]
    public void Names_are_known_in_any_case_of_letters() =>
        Assert.Equal(2048, Settings.Good(("limits:HEADBYTES", "2048")).Limits.HeadBytes);

    [Theory]
    [InlineData("Listen:Port", "8080")]
    [InlineData("DataDirectory:0", "x")]
    [InlineData("Limits", "none")]
    public void A_value_where_a_group_is_and_a_group_where_a_value_is_are_refused(string name, string value) =>
        Assert.Single(Settings.Read((name, value)).Problems);

    [Fact]
    public void Several_addresses_are_separated_by_semicolons_or_are_an_array()
    {
        Assert.Equal(["http://127.0.0.1:1", "http://[::1]:2"], Settings.Good(("Listen", "http://127.0.0.1:1; http://[::1]:2;")).Listen.Select(e => e.Text));
        Assert.Equal(["http://127.0.0.1:1", "http://[::1]:2"], Settings.Good(("Listen:0", "http://127.0.0.1:1"), ("Listen:1", "http://[::1]:2")).Listen.Select(e => e.Text));
    }

    [Fact]
    public void Addresses_are_read_for_what_they_mean()
    {
        var listen = Settings.Good(("Listen", "http://localhost:1;http://*:2;http://[::1]:3/;http://10.1.2.3")).Listen;

        Assert.True(listen[0].IsLoopback);
        Assert.Null(listen[0].Address);
        Assert.Equal(IPAddress.IPv6Any, listen[1].Address);
        Assert.False(listen[1].IsLoopback);
        Assert.Equal(IPAddress.IPv6Loopback, listen[2].Address);
        Assert.Equal((IPAddress.Parse("10.1.2.3"), 80), (listen[3].Address!, listen[3].Port));
    }

    [Theory]
    [InlineData("http://127.0.0.1:9;http://127.0.0.1:9")]
    [InlineData("http://127.0.0.1:9;http://*:9")]
    [InlineData("http://localhost:9;http://[::1]:9")]
    public void Two_addresses_that_take_the_same_port_are_refused(string listen) =>
        Assert.StartsWith("Gateway:Listen: ", Assert.Single(Settings.Read(("Listen", listen)).Problems), StringComparison.Ordinal);

    [Fact]
    public void The_administration_needs_a_port_of_its_own() =>
        Assert.StartsWith("Gateway:Admin:Listen: ", Assert.Single(Settings.Read(("Listen", "http://127.0.0.1:8081")).Problems), StringComparison.Ordinal);

    [Fact]
    public void The_administration_speaks_plain_http_off_loopback_only_if_told_to()
    {
        Assert.Contains("AllowPlainHttp", Assert.Single(Settings.Read(("Admin:Listen", "http://0.0.0.0:1")).Problems), StringComparison.Ordinal);
        Assert.NotNull(Settings.Read(("Admin:Listen", "http://0.0.0.0:1"), ("Admin:AllowPlainHttp", "true")).Settings);
        Assert.NotNull(Settings.Read(("Admin:Listen", "http://localhost:1;http://[::1]:2")).Settings);
    }

    [Fact]
    public void Https_needs_a_certificate_and_a_certificate_needs_https()
    {
        Assert.Equal(2, Settings.Read(("Listen", "https://127.0.0.1:1")).Problems.Count);
        Assert.Contains("no https://", Assert.Single(Settings.Read(("Tls:CertificatePath", typeof(Settings).Assembly.Location)).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void All_held_bodies_together_have_room_for_one() =>
        Assert.StartsWith("Gateway:Limits:HeldBodyBytesTotal: ", Assert.Single(Settings.Read(("Limits:HeldBodyBytesTotal", "1 MiB")).Problems), StringComparison.Ordinal);

    [Fact]
    public void An_admin_token_that_can_be_guessed_is_refused_and_never_shown()
    {
        var line = Assert.Single(Settings.Read(("Admin:Token", "hunter2")).Problems);

        Assert.DoesNotContain("hunter2", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_breaks_in_a_value_do_not_make_two_lines_of_a_problem() =>
        Assert.DoesNotContain(Assert.Single(Settings.Read(("Durability", "a\nb\u001b[2J")).Problems), c => char.IsControl(c));
}
