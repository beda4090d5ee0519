using Gateway.Admin.Prices;
using Gateway.Core.Prices;

namespace Gateway.Server.Hosting;

/// <summary>The prices: the built-in file, with the user's over it, whose changes are put in force while requests are served.</summary>
public sealed class PriceFiles : IAsyncDisposable
{
    private const string Setting = "Gateway:PricesFile";

    private readonly string? _path;
    private readonly byte[] _userFile = [];
    private WatchedFiles? _watch;

    private PriceFiles(string? path, byte[] userFile, PriceTable table)
    {
        _path = path;
        _userFile = userFile;
        Table = table;
    }

    /// <summary>The prices as they were at the start.</summary>
    public PriceTable Table { get; }

    /// <summary>Reads both files.</summary>
    /// <param name="path">The user's file, or null.</param>
    /// <exception cref="StartException">The user's file cannot be used.</exception>
    public static PriceFiles Open(string? path)
    {
        if (path is null)
            return new PriceFiles(null, [], PriceTable.Load(BuiltInPrices.Read()));
        try
        {
            var userFile = File.ReadAllBytes(path);
            return new PriceFiles(path, userFile, PriceTable.Load(BuiltInPrices.Read(), userFile, path));
        }
        catch (Exception failure) when (failure is PriceTableException or IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{Setting}: {failure.Message}", ExitCode.Configuration, failure);
        }
    }

    /// <summary>Calls <paramref name="use"/> with each later state of the user's file that can be used. Call it once.</summary>
    /// <param name="use">Puts a table in force.</param>
    /// <param name="logger">Where changes are told.</param>
    /// <param name="interval">How often to look; <see cref="WatchedFiles.Interval"/> but for tests.</param>
    public void Watch(Action<PriceTable> use, ILogger logger, TimeSpan? interval = null)
    {
        if (_path is null)
            return;
        _watch = new WatchedFiles(Setting, [_path], [_userFile], Use, interval ?? WatchedFiles.Interval, logger);

        string Use(IReadOnlyList<byte[]> contents)
        {
            use(PriceTable.Load(BuiltInPrices.Read(), contents[0], _path));
            return _path;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _watch?.DisposeAsync() ?? ValueTask.CompletedTask;
}
