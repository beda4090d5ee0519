using Gateway.Testing.Processes;

namespace Gateway.EndToEnd.Tests.Sdk;

/// <summary>The npm packages of the client SDKs, installed once from the lock file when the first test needs them.</summary>
internal static class NodeModules
{
    private static readonly Lazy<Task<string?>> s_installed = new(InstallAsync);

    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "Gateway.EndToEnd.Tests", "node");

    /// <summary>Null once they are there, otherwise what is missing. Throws when the installation itself fails.</summary>
    public static Task<string?> MissingAsync() => s_installed.Value;

    private static async Task<string?> InstallAsync()
    {
        if (!OnPath("node") || !OnPath("npm")) return "node and npm are not on the PATH (node 20 or later runs the JavaScript SDKs)";
        var stamp = Path.Combine(Folder, "node_modules", ".installed-from");
        var lockFile = await File.ReadAllTextAsync(Path.Combine(Folder, "package-lock.json"));

        // Two test processes at once would tread on each other's half-installed packages.
        await using var exclusive = await LockAsync(Path.Combine(Path.GetTempPath(), $"gateway-npm-{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Folder)))[..16]}.lock"));
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == lockFile) return null;
        await using var npm = ChildProcess.Start("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"], directory: Folder);
        var exit = await npm.WaitForExitAsync(TimeSpan.FromMinutes(5));
        if (exit != 0) throw new InvalidOperationException($"npm ci in {Folder} ended with {exit}:\n{npm.Output}");
        await File.WriteAllTextAsync(stamp, lockFile);
        return null;
    }

    private static async Task<FileStream> LockAsync(string path)
    {
        for (var waited = 0; ; waited++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited < 3000)
            {
                await Task.Delay(100);
            }
        }
    }

    private static bool OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));
}
