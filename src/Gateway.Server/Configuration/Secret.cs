namespace Gateway.Server.Configuration;

/// <summary>
/// A value that must not reach a log: it has to be asked for by name, prints as three stars, and is compared by reference only.
/// Immutable.
/// </summary>
public sealed class Secret(string value)
{
    private readonly string _value = value;

    /// <summary>The secret itself.</summary>
    public string Reveal() => _value;

    /// <inheritdoc/>
    public override string ToString() => "***";
}
