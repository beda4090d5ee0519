namespace Gateway.Server.Logging;

/// <summary>Where access log lines go: standard output, or a file that is appended to. Used by one thread.</summary>
public sealed class AccessLogTarget : IDisposable
{
    private readonly string? _path;
    private Stream _stream;

    private AccessLogTarget(string? path, Stream stream)
    {
        _path = path;
        _stream = stream;
    }

    /// <summary>Standard output.</summary>
    public static AccessLogTarget StandardOutput() => new(null, Console.OpenStandardOutput());

    /// <summary>A file, made if it is not there.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static AccessLogTarget File(string path) => new(path, Open(path));

    /// <summary>Writes and flushes to the system.</summary>
    /// <exception cref="IOException">For instance: no space left.</exception>
    public void Write(ReadOnlySpan<byte> lines)
    {
        _stream.Write(lines);
        _stream.Flush();
    }

    /// <summary>Opens the file anew under its name; standard output stays as it is.</summary>
    /// <exception cref="IOException">It cannot be opened; the old one stays in use.</exception>
    public void Reopen()
    {
        if (_path is null)
            return;
        var fresh = Open(_path);
        _stream.Dispose();
        _stream = fresh;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private static FileStream Open(string path) =>
        new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
}
