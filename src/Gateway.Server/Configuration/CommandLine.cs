namespace Gateway.Server.Configuration;

/// <summary>
/// What was asked for on the command line: to serve (also when nothing is said), <c>--help</c> or <c>--version</c>, and settings as
/// <c>--Gateway:Name=value</c> or <c>--Gateway:Name value</c>. Immutable.
/// </summary>
public sealed record CommandLine(CommandVerb Verb, IReadOnlyDictionary<string, string?> Settings)
{
    /// <summary>Reads the arguments; what it does not know becomes a problem. Values are never part of a problem: they may be secrets.</summary>
    public static CommandLine Parse(ReadOnlySpan<string> arguments, SettingProblems problems)
    {
        var verb = CommandVerb.Serve;
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            if (argument is "--help" or "-h" or "-?")
                verb = CommandVerb.Help;
            else if (argument is "--version")
                verb = CommandVerb.Version;
            else if (argument == "serve" && i == 0)
                continue;
            else if (!argument.StartsWith("--" + SettingsReader.Section + ":", StringComparison.OrdinalIgnoreCase))
                problems.Add(Shown(argument), "is not understood; settings are given as --Gateway:Name=value, and --help tells more");
            else if (argument.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
                settings[argument[2..equals]] = argument[(equals + 1)..];
            else if (i + 1 < arguments.Length && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal))
                settings[argument[2..]] = arguments[++i];
            else
                problems.Add(argument[2..], "has no value on the command line; write --Gateway:Name=value");
        }
        return new CommandLine(verb, settings);
    }

    private static string Shown(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? argument : argument[..equals];
    }
}

/// <summary>What the process is to do.</summary>
public enum CommandVerb : byte
{
    /// <summary>Run the gateway.</summary>
    Serve,

    /// <summary>Print how it is called.</summary>
    Help,

    /// <summary>Print the version.</summary>
    Version,
}
