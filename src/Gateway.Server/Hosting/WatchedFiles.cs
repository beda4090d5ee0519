using System.Security.Cryptography;

namespace Gateway.Server.Hosting;

/// <summary>
/// Files that are read again every two seconds, and put to use when their contents have changed. Reading beats watching: a mounted secret
/// changes by a folder being exchanged behind a link, which raises no event on the file. What cannot be used is logged once, as an
/// error, and what was in use before stays. Disposing it ends the watch.
/// </summary>
public sealed partial class WatchedFiles : IAsyncDisposable
{
    /// <summary>How often the files are read.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly string _setting;
    private readonly IReadOnlyList<string> _paths;
    private readonly Func<IReadOnlyList<byte[]>, string> _use;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;
    private byte[] _seen;
    private string? _complaint;

    /// <summary>Begins to watch.</summary>
    /// <param name="setting">Where the paths come from, for the log.</param>
    /// <param name="paths">The files.</param>
    /// <param name="inUse">Their contents as they are in use.</param>
    /// <param name="use">Puts changed contents to use and says what they are; whatever it throws is logged, and they are not tried again before they change.</param>
    /// <param name="interval">How often to read; <see cref="Interval"/> but for tests.</param>
    /// <param name="logger">Where changes are told.</param>
    public WatchedFiles(
        string setting, IReadOnlyList<string> paths, IReadOnlyList<byte[]> inUse, Func<IReadOnlyList<byte[]>, string> use, TimeSpan interval, ILogger logger)
    {
        _setting = setting;
        _paths = paths;
        _use = use;
        _logger = logger;
        _seen = Digest(inUse);
        _watching = WatchAsync(interval);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync(TimeSpan interval)
    {
        using var timer = new PeriodicTimer(interval);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
                Look();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Nobody needs the files any more.
        }
    }

    private void Look()
    {
        try
        {
            var contents = _paths.Select(File.ReadAllBytes).ToList();
            var digest = Digest(contents);
            if (digest.AsSpan().SequenceEqual(_seen))
            {
                _complaint = null;
                return;
            }
            _seen = digest;
            var description = _use(contents);
            _complaint = null;
            LogReloaded(_setting, description);
        }
        catch (Exception failure)
        {
            // Once for each cause: a file that is missing stays missing for many rounds.
            if (_complaint != failure.Message)
                LogKept(_setting, failure.Message);
            _complaint = failure.Message;
        }
    }

    private static byte[] Digest(IReadOnlyList<byte[]> contents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var content in contents)
        {
            hash.AppendData(BitConverter.GetBytes(content.Length));
            hash.AppendData(content);
        }
        return hash.GetHashAndReset();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Setting} reloaded: {Description}")]
    private partial void LogReloaded(string setting, string description);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Setting} has changed and cannot be used, what was there before stays in use: {Reason}")]
    private partial void LogKept(string setting, string reason);
}
