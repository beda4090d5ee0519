namespace Gateway.Server.Logging;

/// <summary>
/// One JSON line for each exchange, written by one thread of its own. A writer of an entry formats it on its own stack and copies it
/// under a lock that is never held across I/O: it does not wait for the disk. When the buffer is full, entries are dropped
/// and counted, and the next line that fits says how many. <see cref="TryWrite"/> is thread-safe and does not allocate.
/// </summary>
public sealed partial class AccessLog : IDisposable
{
    /// <summary>Bytes that may wait for the disk: some seconds of a busy gateway.</summary>
    public const int BufferBytes = 1024 * 1024;

    // The sum of every member's bound, escapes counted six-fold, and the names.
    internal const int LongestLine = 8 * 1024;

    private readonly Lock _gate = new();
    private readonly AccessLogTarget _target;
    private readonly ILogger _logger;
    private readonly Thread _writer;
    private readonly ManualResetEventSlim _filled = new();
    private byte[] _filling = new byte[BufferBytes];
    private byte[] _writing = new byte[BufferBytes];
    private int _length;
    private long _dropped;
    private bool _stopping;
    private volatile bool _reopen;
    private bool _failing;

    /// <summary>Starts the writing thread.</summary>
    /// <param name="target">Where lines go; owned from here on.</param>
    /// <param name="logger">Told once when writing fails, and once when it works again.</param>
    public AccessLog(AccessLogTarget target, ILogger logger)
    {
        _target = target;
        _logger = logger;
        _writer = new Thread(WriteLoop) { IsBackground = true, Name = "access log" };
        _writer.Start();
    }

    /// <summary>Entries that found no room, ever.</summary>
    public long Dropped { get; private set; }

    /// <summary>Takes the entry, or drops it when the buffer is full.</summary>
    /// <returns>False if it was dropped.</returns>
    public bool TryWrite(in AccessLogEntry entry)
    {
        Span<byte> buffer = stackalloc byte[LongestLine];
        var line = new JsonLine(buffer);
        Format(ref line, entry);
        bool first;
        lock (_gate)
        {
            if (_stopping || _length + line.Written.Length > BufferBytes)
            {
                _dropped++;
                Dropped++;
                return false;
            }
            first = _length == 0;
            line.Written.CopyTo(_filling.AsSpan(_length));
            _length += line.Written.Length;
        }
        if (first)
            _filled.Set();
        return true;
    }

    /// <summary>Closes and opens the file again, after it was renamed; takes effect with the next lines.</summary>
    public void Reopen()
    {
        _reopen = true;
        _filled.Set();
    }

    /// <summary>Writes what is left and ends the thread.</summary>
    public void Dispose()
    {
        lock (_gate)
            _stopping = true;
        _filled.Set();
        // A pipe that nobody reads must not hold up the stop.
        if (_writer.Join(TimeSpan.FromSeconds(2)))
        {
            _target.Dispose();
            _filled.Dispose();
        }
    }

    private static void Format(ref JsonLine line, in AccessLogEntry entry)
    {
        line.Moment("at"u8, entry.At);
        line.Text("id"u8, entry.RequestId, 128);
        line.Text("client"u8, entry.Client, 40);
        line.Text("key"u8, entry.KeyId, 40);
        line.Text("method"u8, entry.Method, 16);
        line.Text("path"u8, entry.Path, 512);
        Span<byte> query = stackalloc byte[256];
        line.Text("query"u8, query[..MaskedQuery.Write(entry.Query, query)], 256);
        line.Number("status"u8, entry.Status, always: true);
        line.Text("code"u8, entry.Code, 40);
        line.Text("provider"u8, entry.Provider, 40);
        line.Text("model"u8, entry.Model, 128);
        line.Number("duration_us"u8, entry.DurationMicroseconds, always: true);
        line.Number("bytes_in"u8, entry.BytesIn);
        line.Number("bytes_out"u8, entry.BytesOut);
        line.Number("input_tokens"u8, entry.InputTokens);
        line.Number("output_tokens"u8, entry.OutputTokens);
        line.Flag("cut"u8, entry.Cut);
        line.End();
    }

    private void WriteLoop()
    {
        while (true)
        {
            _filled.Wait();
            _filled.Reset();
            if (_reopen)
            {
                _reopen = false;
                Attempt(_target.Reopen);
            }
            var length = Take(out var dropped, out var stopping);
            if (length > 0)
                Attempt(() => _target.Write(_writing.AsSpan(0, length)));
            if (dropped > 0)
                Attempt(() => _target.Write(System.Text.Encoding.UTF8.GetBytes($"{{\"dropped\":{dropped}}}\n")));
            if (stopping && length == 0)
                return;
            if (stopping)
                _filled.Set();
        }
    }

    private int Take(out long dropped, out bool stopping)
    {
        lock (_gate)
        {
            (_filling, _writing) = (_writing, _filling);
            var length = _length;
            (_length, dropped, stopping) = (0, _dropped, _stopping);
            _dropped = 0;
            return length;
        }
    }

    private void Attempt(Action write)
    {
        try
        {
            write();
            if (_failing)
                LogRecovered();
            _failing = false;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (!_failing)
                LogFailed(failure.Message);
            _failing = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The access log cannot be written, lines are lost: {Reason}")]
    private partial void LogFailed(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The access log is written again")]
    private partial void LogRecovered();
}
