namespace Gateway.Testing.Processes;

/// <summary>Where the clone that this assembly was built from lies.</summary>
public static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary><c>Debug</c> or <c>Release</c>, as this assembly was built.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    /// <summary>The gateway's executable of the same configuration.</summary>
    public static string GatewayExecutable => Path.Combine(Root, "src", "Gateway.Server", "bin", Configuration, "net10.0", "Gateway.Server");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Gateway.Perf.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} does not lie within a clone");
    }
}
