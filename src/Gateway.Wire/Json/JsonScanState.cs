namespace Gateway.Wire.Json;

/// <summary>How far a <see cref="JsonMemberScanner"/> has come.</summary>
public enum JsonScanState : byte
{
    /// <summary>All that was given is consumed, and the document goes on.</summary>
    Running,

    /// <summary>A member that stops has just ended; feed the rest to go on.</summary>
    Value,

    /// <summary>The document has ended; what follows it is only looked at for being blank.</summary>
    Complete,

    /// <summary>Not JSON, or nested too deeply. Nothing after this point is looked at.</summary>
    Malformed,
}
