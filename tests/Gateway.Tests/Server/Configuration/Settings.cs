using Gateway.Server.Configuration;
using Microsoft.Extensions.Configuration;

namespace Gateway.Tests.Server.Configuration;

/// <summary>Reads settings as a start would, with surroundings of the test's own.</summary>
internal static class Settings
{
    public static (GatewaySettings? Settings, IReadOnlyList<string> Problems) Read(params IEnumerable<(string Name, string Value)> settings) =>
        Read([], settings);

    public static (GatewaySettings? Settings, IReadOnlyList<string> Problems) Read(
        Dictionary<string, string> variables, params IEnumerable<(string Name, string Value)> settings)
    {
        var problems = new SettingProblems();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create("Gateway:" + s.Name, (string?)s.Value))).Build();
        var read = SettingsReader.Read(configuration, new ProcessSurroundings(name => variables.GetValueOrDefault(name), Path.GetTempPath()), problems);
        return (read, problems.Lines);
    }

    public static GatewaySettings Good(params IEnumerable<(string Name, string Value)> settings)
    {
        var (read, problems) = Read(settings);
        return read ?? throw new InvalidOperationException(string.Join('\n', problems));
    }
}
