using System.Globalization;
using System.Text;

namespace Gateway.Server.Hosting;

/// <summary>
/// The folder that belongs to this process alone: it holds a lock on a file in it until it is disposed, or the process dies. Who holds it
/// stands in a second file, because a locked one cannot be read.
/// </summary>
public sealed class DataDirectory : IDisposable
{
    private const string LockFile = "gateway.lock";
    private const string OwnerFile = "gateway.owner";

    private readonly FileStream _lock;

    private DataDirectory(string path, bool wasEmpty, FileStream held)
    {
        Path = path;
        WasEmpty = wasEmpty;
        _lock = held;
    }

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <summary>Nothing stood in it: this is the first start.</summary>
    public bool WasEmpty { get; }

    /// <summary>Makes the folder if it is not there, and takes it.</summary>
    /// <exception cref="StartException">Another process has it, or it cannot be written.</exception>
    public static DataDirectory Take(string path, TimeProvider time)
    {
        try
        {
            Make(path);
            var wasEmpty = !Directory.EnumerateFileSystemEntries(path).Any();
            var held = new FileStream(System.IO.Path.Combine(path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var owner = string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}, since {time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}");
            File.WriteAllText(System.IO.Path.Combine(path, OwnerFile), owner + "\n", Encoding.ASCII);
            return new DataDirectory(path, wasEmpty, held);
        }
        catch (IOException taken) when (IsSharingViolation(taken))
        {
            throw new StartException($"Gateway:DataDirectory: {path} is in use by another gateway ({Owner(path)}); two of them would overwrite each other's records", ExitCode.Unavailable, taken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"Gateway:DataDirectory: {path} cannot be used: {failure.Message}", ExitCode.CannotCreate, failure);
        }
    }

    /// <summary>Path of a file in it.</summary>
    public string FileNamed(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Lets go.</summary>
    public void Dispose() => _lock.Dispose();

    // Keys and tokens are only kept as hashes, but who asked which model is nobody else's business either.
    private static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    // EWOULDBLOCK of flock (11 on Linux, 35 on macOS), ERROR_SHARING_VIOLATION on Windows: .NET gives no type of its own to it.
    private static bool IsSharingViolation(IOException failure) => (failure.HResult & 0xFFFF) is 11 or 35 or 32 && failure is not FileNotFoundException;

    private static string Owner(string path)
    {
        try
        {
            var owner = File.ReadAllText(System.IO.Path.Combine(path, OwnerFile)).Trim();
            return owner.Length == 0 ? "which is just starting" : owner;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "which is just starting";
        }
    }
}
