namespace Gateway.Server.Logging;

/// <summary>
/// What one exchange was, for the access log; lives on the stack of whoever writes it. Spans may be empty and are copied
/// by <see cref="AccessLog.TryWrite"/>. No member may hold a credential: <see cref="Query"/> is masked when it is written.
/// </summary>
public readonly ref struct AccessLogEntry
{
    /// <summary>When the head was complete, DateTime ticks in UTC.</summary>
    public long At { get; init; }

    /// <summary>Value of <c>x-request-id</c>.</summary>
    public ReadOnlySpan<byte> RequestId { get; init; }

    /// <summary>The client's address, or null.</summary>
    public string? Client { get; init; }

    /// <summary>Public id of the key, or null.</summary>
    public string? KeyId { get; init; }

    /// <summary>The method as sent.</summary>
    public ReadOnlySpan<byte> Method { get; init; }

    /// <summary>The target's path as sent.</summary>
    public ReadOnlySpan<byte> Path { get; init; }

    /// <summary>The target's query as sent, without the question mark.</summary>
    public ReadOnlySpan<byte> Query { get; init; }

    /// <summary>Status that the client got; 0 if it got none.</summary>
    public int Status { get; init; }

    /// <summary>Our own error code, or null when the provider answered.</summary>
    public string? Code { get; init; }

    /// <summary>Name of the provider, or null.</summary>
    public string? Provider { get; init; }

    /// <summary>The model asked for.</summary>
    public ReadOnlySpan<byte> Model { get; init; }

    /// <summary>From the head's first byte to the end of the exchange, in microseconds.</summary>
    public long DurationMicroseconds { get; init; }

    /// <summary>Bytes of the request body.</summary>
    public long BytesIn { get; init; }

    /// <summary>Bytes of the response body.</summary>
    public long BytesOut { get; init; }

    /// <summary>All input tokens charged.</summary>
    public long InputTokens { get; init; }

    /// <summary>Output tokens charged.</summary>
    public long OutputTokens { get; init; }

    /// <summary>The exchange was cut before its end.</summary>
    public bool Cut { get; init; }
}
