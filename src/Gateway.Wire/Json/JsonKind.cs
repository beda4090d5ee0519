namespace Gateway.Wire.Json;

/// <summary>What a JSON value is, judged by its first byte and, for the literals, by their spelling.</summary>
public enum JsonKind : byte
{
    /// <summary>Not seen.</summary>
    None,

    /// <summary>A string.</summary>
    String,

    /// <summary>Starts as a number does; whether it is one is for its reader to say.</summary>
    Number,

    /// <summary><c>true</c>.</summary>
    True,

    /// <summary><c>false</c>.</summary>
    False,

    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary>An object.</summary>
    Object,

    /// <summary>An array.</summary>
    Array,

    /// <summary>A bare word that JSON does not know, such as <c>NaN</c>, which some encoders write and some providers accept.</summary>
    Other,
}
