using Gateway.Core.Keys;

namespace Gateway.Admin.Keys;

/// <summary>
/// Where changes of keys become durable before they take effect. Called by one change at a time, under the administration's lock.
/// </summary>
public interface IKeyJournal
{
    /// <summary>Appends the new state of some keys as one step and returns when it will survive a crash.</summary>
    /// <param name="records">Each with a higher version than before; deleted keys included.</param>
    /// <param name="cancellationToken">Gives up waiting. The step may then become durable all the same.</param>
    /// <exception cref="KeyJournalException">It could not be made durable: the change is refused, nothing has taken effect.</exception>
    ValueTask AppendAsync(IReadOnlyList<KeyRecord> records, CancellationToken cancellationToken);
}

/// <summary>A change that could not be made durable.</summary>
public sealed class KeyJournalException : Exception
{
    /// <summary>Without a reason.</summary>
    public KeyJournalException()
    {
    }

    /// <summary>With a reason.</summary>
    public KeyJournalException(string message)
        : base(message)
    {
    }

    /// <summary>With a reason and its cause.</summary>
    public KeyJournalException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
