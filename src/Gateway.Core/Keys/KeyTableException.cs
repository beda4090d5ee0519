namespace Gateway.Core.Keys;

/// <summary>A change of the key table is refused as a whole and nothing has changed: its digests cannot be SHA-256 of secrets.</summary>
public sealed class KeyTableException : Exception
{
    /// <summary>Without a reason.</summary>
    public KeyTableException()
    {
    }

    /// <summary>With a reason for the operator.</summary>
    public KeyTableException(string message)
        : base(message)
    {
    }

    /// <summary>With a reason and a cause.</summary>
    public KeyTableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
