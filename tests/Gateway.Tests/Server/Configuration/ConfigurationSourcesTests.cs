using Gateway.Server.Configuration;
using Xunit;

namespace Gateway.Tests.Server.Configuration;

public sealed class ConfigurationSourcesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-settings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_command_line_wins_over_the_file()
    {
        File.WriteAllText(Path.Combine(_folder, "appsettings.json"), """{ "Gateway": { "Limits": { "Connections": 5, "HeadBytes": "2 KiB" }, "Log": { "Format": "json" } } }""");
        var problems = new SettingProblems();
        var configuration = ConfigurationSources.Load(Gateway.Server.Configuration.CommandLine.Parse(["--Gateway:Limits:Connections=6"], problems), _folder, problems)!;
        var settings = SettingsReader.Read(configuration, new ProcessSurroundings(_ => null, _folder), problems)!;

        Assert.Empty(problems.Lines);
        Assert.Equal((6, 2048, LogFormat.Json), (settings.Limits.Connections, settings.Limits.HeadBytes, settings.Log.Format));
    }

    [Fact]
    public void A_file_that_is_not_json_is_one_line()
    {
        File.WriteAllText(Path.Combine(_folder, "appsettings.json"), "{ \"Gateway\": ");
        var problems = new SettingProblems();

        Assert.Null(ConfigurationSources.Load(Gateway.Server.Configuration.CommandLine.Parse([], problems), _folder, problems));
        Assert.StartsWith("appsettings.json: ", Assert.Single(problems.Lines), StringComparison.Ordinal);
    }
}
