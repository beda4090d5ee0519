namespace Gateway.Core.Prices;

/// <summary>A price file that cannot be used: one line with the file, the line in it, and what is wrong.</summary>
public sealed class PriceTableException : Exception
{
    /// <summary>An empty complaint; for serializers and the like.</summary>
    public PriceTableException()
    {
    }

    /// <summary>A complaint about no particular place.</summary>
    public PriceTableException(string message)
        : base(message)
    {
    }

    /// <summary>A complaint with what caused it.</summary>
    public PriceTableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A complaint about one place in a file.</summary>
    /// <param name="file">What the operator calls the file.</param>
    /// <param name="line">From 1.</param>
    /// <param name="reason">What is wrong and what would be right.</param>
    /// <param name="innerException">What the JSON reader said, if it was it.</param>
    public PriceTableException(string file, int line, string reason, Exception? innerException = null)
        : base($"{file}:{line}: {reason}", innerException) => Line = line;

    /// <summary>The line in the file, from 1; 0 if the complaint is about no particular place.</summary>
    public int Line { get; }
}
