namespace Gateway.Core.Keys;

/// <summary>What a key is. Numbered for good: these numbers are stored.</summary>
public enum KeyKind : byte
{
    /// <summary>A key with all that keys can have.</summary>
    Standard = 0,

    /// <summary>A key from before: it authenticates and is metered, but has no limits and takes none.</summary>
    Legacy = 1,
}
