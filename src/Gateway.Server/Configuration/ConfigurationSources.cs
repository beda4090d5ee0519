namespace Gateway.Server.Configuration;

/// <summary>The sources of settings, the later ones winning: appsettings.json beside the executable, the one in the current folder, environment, command line.</summary>
public static class ConfigurationSources
{
    /// <summary>Reads all sources once.</summary>
    /// <returns>Null if a file is not valid JSON, which is then a problem.</returns>
    public static IConfiguration? Load(CommandLine commandLine, string directory, SettingProblems problems)
    {
        var builder = new ConfigurationBuilder();
        foreach (var folder in new[] { AppContext.BaseDirectory, directory }.Select(Path.TrimEndingDirectorySeparator).Distinct(StringComparer.Ordinal))
            builder.AddJsonFile(source => { source.Path = Path.Combine(folder, "appsettings.json"); source.Optional = true; source.ResolveFileProvider(); });
        builder.AddEnvironmentVariables();
        builder.AddInMemoryCollection(commandLine.Settings);
        try
        {
            return builder.Build();
        }
        catch (Exception failure) when (failure is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            problems.Add("appsettings.json", $"cannot be read: {failure.Message} {failure.InnerException?.Message}".TrimEnd());
            return null;
        }
    }
}
