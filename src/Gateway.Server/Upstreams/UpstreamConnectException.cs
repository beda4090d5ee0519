namespace Gateway.Server.Upstreams;

/// <summary>No connection to a provider could be had. The message says why, for the log; clients are not told.</summary>
public sealed class UpstreamConnectException : Exception
{
    /// <summary>Without a cause.</summary>
    public UpstreamConnectException()
    {
    }

    /// <summary>With a cause in words.</summary>
    public UpstreamConnectException(string message)
        : base(message)
    {
    }

    /// <summary>With a cause in words and the fault behind it.</summary>
    public UpstreamConnectException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
