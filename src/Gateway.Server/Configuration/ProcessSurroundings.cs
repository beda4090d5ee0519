namespace Gateway.Server.Configuration;

/// <summary>What settings refer to outside themselves, so that tests can give their own. Immutable.</summary>
/// <param name="Variable">Value of an environment variable, or null.</param>
/// <param name="Directory">Absolute folder that relative paths start from.</param>
public sealed record ProcessSurroundings(Func<string, string?> Variable, string Directory)
{
    /// <summary>This process's.</summary>
    public static ProcessSurroundings Current => new(Environment.GetEnvironmentVariable, Environment.CurrentDirectory);

    /// <summary>The path, absolute.</summary>
    /// <exception cref="ArgumentException">It holds a NUL.</exception>
    public string FullPath(string path) => Path.GetFullPath(path, Directory);
}
