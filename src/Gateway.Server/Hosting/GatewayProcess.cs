using Gateway.Server.Configuration;
using Gateway.Server.Logging;
using Gateway.Server.Quickstart;

namespace Gateway.Server.Hosting;

/// <summary>The process from its arguments to its exit code.</summary>
public static partial class GatewayProcess
{
    private const string Usage = """
        Gateway.Server [serve] [--Gateway:Name=value ...]

          --help       this
          --version    the version

        Settings come from appsettings.json, then the environment (Gateway__Listen=...), then the command line (--Gateway:Listen=...).
        docs/configuration.md describes them all. The ones that most need:

          Gateway:Listen                      where clients connect           http://127.0.0.1:8080
          Gateway:Admin:Listen                where keys are administered     http://127.0.0.1:8081
          Gateway:DataDirectory               what this process keeps         ./data
          Gateway:Providers:{name}:BaseUrl    a provider's address
          Gateway:Providers:{name}:ApiKey     its key, or env:NAME, file:PATH

        Exit codes: 0 stopped, 69 a port or the data directory is taken, 70 a defect, 73 the data directory cannot be written,
        78 a setting is bad, 130 or 143 stopped at once by a second signal.
        """;

    /// <summary>Runs until a signal stops it.</summary>
    /// <returns>One of <see cref="ExitCode"/>, or 128 and the number of the second signal.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        InlineCompletions.Enable();
        var problems = new SettingProblems();
        var commandLine = CommandLine.Parse(arguments, problems);
        if (commandLine.Verb == CommandVerb.Help)
            return Say(Usage);
        if (commandLine.Verb == CommandVerb.Version)
            return Say(BuildVersion.Text);
        var surroundings = ProcessSurroundings.Current;
        var configuration = ConfigurationSources.Load(commandLine, surroundings.Directory, problems);
        var settings = configuration is null ? null : SettingsReader.Read(configuration, surroundings, problems);
        if (settings is null || problems.Lines.Count > 0)
        {
            foreach (var line in problems.Lines)
                await Console.Error.WriteLineAsync(line);
            return ExitCode.Configuration;
        }
        try
        {
            return await ServeAsync(settings);
        }
        catch (StartException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message.ReplaceLineEndings(" "));
            return failure.ExitCode;
        }
    }

    private static async Task<int> ServeAsync(GatewaySettings settings)
    {
        using var directory = DataDirectory.Take(settings.DataDirectory, TimeProvider.System);
        using var loggers = LogOutput.Create(settings.Log);
        var logger = loggers.CreateLogger("Gateway");
        GatewayHost? running = null;
        using var signals = new StopSignals(() => running?.Hangup());
        try
        {
            await using var host = await GatewayHost.StartAsync(settings, directory, loggers, TimeProvider.System);
            running = host;
            Welcome.Write(Console.Out, host, directory.WasEmpty, !Console.IsOutputRedirected);
            await signals.Stopped;
            await host.StopAsync(signals.Reason, signals.Cut);
            return signals.CutBy ?? ExitCode.Ok;
        }
        catch (Exception defect) when (defect is not StartException)
        {
            LogDefect(logger, defect);
            return ExitCode.Software;
        }
    }

    private static int Say(string text)
    {
        Console.Out.WriteLine(text);
        return ExitCode.Ok;
    }

    [LoggerMessage(EventId = 7, Level = LogLevel.Critical, Message = "The gateway ends because of a defect")]
    private static partial void LogDefect(ILogger logger, Exception defect);
}
