namespace Gateway.Server.Hosting;

/// <summary>The process cannot start: one line for a person, and the code to exit with.</summary>
public sealed class StartException : Exception
{
    /// <summary>With the line and the code.</summary>
    public StartException(string message, int exitCode, Exception? cause = null)
        : base(message, cause) => ExitCode = exitCode;

    /// <summary>For serializers only.</summary>
    public StartException()
        : this("", Hosting.ExitCode.Software)
    {
    }

    /// <summary>For serializers only.</summary>
    public StartException(string message)
        : this(message, Hosting.ExitCode.Software)
    {
    }

    /// <summary>For serializers only.</summary>
    public StartException(string message, Exception cause)
        : this(message, Hosting.ExitCode.Software, cause)
    {
    }

    /// <summary>One of <see cref="Hosting.ExitCode"/>.</summary>
    public int ExitCode { get; }
}
