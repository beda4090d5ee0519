using Gateway.Server.Configuration;
using Gateway.Wire.Completions;
using Xunit;

namespace Gateway.Tests.Server.Configuration;

public sealed class ProviderSettingsTests
{
    private const string Url = "http://127.0.0.1:1";

    [Theory]
    [InlineData("openai", Dialect.OpenAI, AuthHeader.Bearer, "openai")]
    [InlineData("Anthropic", Dialect.Anthropic, AuthHeader.XApiKey, "anthropic")]
    [InlineData("GEMINI", Dialect.Gemini, AuthHeader.XGoogApiKey, "google")]
    public void The_dialect_decides_the_defaults(string word, Dialect dialect, AuthHeader header, string prices)
    {
        var provider = Assert.Single(Settings.Good(("Providers:acme:BaseUrl", Url), ("Providers:acme:Dialect", word)).Providers);

        Assert.Equal((dialect, header, prices), (provider.Dialect, provider.AuthHeader, provider.PricesOf));
        Assert.Equal(["*"], provider.Models);
        Assert.True(provider.IncludeUsage);
        Assert.Equal((5, 600, 120), (provider.ConnectTimeout.TotalSeconds, provider.FirstByteTimeout.TotalSeconds, provider.IdleTimeout.TotalSeconds));
    }

    [Theory]
    [InlineData("https://api.openai.com/v1", "/v1")]
    [InlineData("https://api.openai.com/v1/", "/v1")]
    [InlineData("https://api.anthropic.com", "")]
    [InlineData("https://api.anthropic.com/", "")]
    [InlineData("http://127.0.0.1:9/openai/deployments/a%20b", "/openai/deployments/a%20b")]
    public void The_path_of_the_base_url_is_what_stands_for_the_version(string url, string path) =>
        Assert.Equal(path, Assert.Single(Settings.Good(("Providers:acme:BaseUrl", url)).Providers).BasePath);

    [Theory]
    [InlineData("api.openai.com")]
    [InlineData("ftp://api.openai.com")]
    [InlineData("https://user:hunter2@api.openai.com")]
    [InlineData("https://api.openai.com/v1?key=hunter2")]
    [InlineData("https://api.openai.com/v1#hunter2")]
    [InlineData("https://")]
    [InlineData("user:hunter2@api.openai.com")]
    public void A_bad_base_url_is_refused_without_showing_a_credential(string url)
    {
        var line = Assert.Single(Settings.Read(("Providers:acme:BaseUrl", url)).Problems);

        Assert.StartsWith("Gateway:Providers:acme:BaseUrl: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("V1")]
    [InlineData("v1beta")]
    [InlineData("v2alpha1")]
    [InlineData("health")]
    [InlineData("admin")]
    [InlineData("metrics")]
    [InlineData("a/b")]
    [InlineData("-a")]
    [InlineData("ünïcode")]
    public void A_name_that_collides_with_a_route_or_cannot_stand_in_one_is_refused(string name) =>
        Assert.StartsWith($"Gateway:Providers:{name}: ", Assert.Single(Settings.Read(($"Providers:{name}:BaseUrl", Url)).Problems), StringComparison.Ordinal);

    [Fact]
    public void Names_are_lower_case_and_sorted_after_order()
    {
        var providers = Settings.Good(
            ("Providers:B:BaseUrl", Url), ("Providers:a:BaseUrl", Url), ("Providers:z:BaseUrl", Url), ("Providers:z:Order", "-1")).Providers;

        Assert.Equal(["z", "a", "b"], providers.Select(p => p.Name));
    }

    [Fact]
    public void A_provider_needs_an_address_unless_it_is_a_known_one()
    {
        Assert.Contains("is missing", Assert.Single(Settings.Read(("Providers:acme:ApiKey", "x")).Problems), StringComparison.Ordinal);

        var known = Assert.Single(Settings.Good(("Providers:anthropic:ApiKey", "x")).Providers);
        Assert.Equal(("https://api.anthropic.com/", Dialect.Anthropic), (known.BaseUrl.AbsoluteUri, known.Dialect));
    }

    [Fact]
    public void Presets_are_there_for_the_variables_that_are_set_and_gone_once_a_provider_is_configured()
    {
        var variables = new Dictionary<string, string> { ["OPENAI_API_KEY"] = "sk-1", ["GEMINI_API_KEY"] = "AIza1 \n", ["ANTHROPIC_API_KEY"] = "" };

        var presets = Settings.Read(variables).Settings!;
        Assert.False(presets.ProvidersConfigured);
        Assert.Equal([("openai", "sk-1"), ("gemini", "AIza1")], presets.Providers.Select(p => (p.Name, p.ApiKey!.Reveal())));

        var configured = Settings.Read(variables, ("Providers:acme:BaseUrl", Url)).Settings!;
        Assert.True(configured.ProvidersConfigured);
        Assert.Equal(["acme"], configured.Providers.Select(p => p.Name));
    }

    [Fact]
    public void A_secret_comes_from_the_setting_the_environment_or_a_file_and_never_prints_itself()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "from-file\n");
            var variables = new Dictionary<string, string> { ["KEY_OF_B"] = "from-env" };
            var providers = Settings.Read(
                variables,
                ("Providers:a:BaseUrl", Url), ("Providers:a:ApiKey", "as-it-is"),
                ("Providers:b:BaseUrl", Url), ("Providers:b:ApiKey", "env:KEY_OF_B"),
                ("Providers:c:BaseUrl", Url), ("Providers:c:ApiKey", "file:" + file), ("Providers:c:Headers:X-Team", "env:KEY_OF_B")).Settings!.Providers;

            Assert.Equal(["as-it-is", "from-env", "from-file"], providers.Select(p => p.ApiKey!.Reveal()));
            var header = Assert.Single(providers[2].Headers);
            Assert.Equal(("x-team", "from-env"), (header.Name, header.Value.Reveal()));
            var printed = string.Join(' ', providers.Select(p => p.ToString()));
            Assert.DoesNotContain("from-", printed, StringComparison.Ordinal);
            Assert.DoesNotContain("as-it-is", printed, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("env:NOT_SET", "NOT_SET")]
    [InlineData("file:/no/such/file", "/no/such/file")]
    [InlineData("hunter2 with spaces", null)]
    [InlineData("hunter2\r\nx-injected: 1", null)]
    [InlineData("hunter2ü", null)]
    public void A_secret_that_cannot_be_had_or_sent_is_refused_without_being_shown(string secret, string? names)
    {
        var line = Assert.Single(Settings.Read(("Providers:acme:BaseUrl", Url), ("Providers:acme:ApiKey", secret)).Problems);

        Assert.StartsWith("Gateway:Providers:acme:ApiKey: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", line, StringComparison.Ordinal);
        if (names is not null)
            Assert.Contains(names, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host", "x")]
    [InlineData("Content-Length", "1")]
    [InlineData("Transfer-Encoding", "chunked")]
    [InlineData("not a token", "x")]
    [InlineData("x-a", "line\nbreak")]
    public void A_header_that_would_change_the_message_is_refused(string name, string value) =>
        Assert.StartsWith($"Gateway:Providers:acme:Headers:{name}: ", Assert.Single(Settings.Read(("Providers:acme:BaseUrl", Url), ($"Providers:acme:Headers:{name}", value)).Problems), StringComparison.Ordinal);

    [Fact]
    public void Globs_come_separated_or_as_an_array()
    {
        Assert.Equal(["gpt-*", "o1"], Assert.Single(Settings.Good(("Providers:a:BaseUrl", Url), ("Providers:a:Models", "gpt-*, o1")).Providers).Models);
        Assert.Equal(["gpt-*", "o1"], Assert.Single(Settings.Good(("Providers:a:BaseUrl", Url), ("Providers:a:Models:0", "gpt-*"), ("Providers:a:Models:1", "o1")).Providers).Models);
    }

    [Fact]
    public void A_ca_file_has_to_hold_a_certificate()
    {
        var line = Assert.Single(Settings.Read(("Providers:acme:BaseUrl", Url), ("Providers:acme:CaFile", typeof(ProviderSettingsTests).Assembly.Location)).Problems);

        Assert.StartsWith("Gateway:Providers:acme:CaFile: ", line, StringComparison.Ordinal);
    }
}
