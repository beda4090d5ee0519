namespace Gateway.Interleavings.Keys;

/// <summary>Which key table a scenario runs on: the one that ships, its plain model, or a twin of the model with one thing wrong.</summary>
public enum DirectoryKind
{
    /// <summary>What ships.</summary>
    Production,

    /// <summary>The same rules over a dictionary.</summary>
    Model,

    /// <summary>A connection trusts a remembered secret as long as its key lives.</summary>
    FlagOnTheKey,

    /// <summary>The version is read again after the look-up and remembered.</summary>
    ReadsTheVersionAgain,

    /// <summary>The look-up is remembered without its version being looked at again.</summary>
    NeverLooksAgain,
}
