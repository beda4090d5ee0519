namespace Gateway.Wire.Completions;

/// <summary>Why a request body cannot be judged. The first that is found stays.</summary>
public enum RequestFault : byte
{
    /// <summary>Nothing is wrong with it.</summary>
    None,

    /// <summary>It is not a JSON object, and no model was found before that showed.</summary>
    NotJson,

    /// <summary>More than one <c>model</c>: parsers differ about which one counts.</summary>
    DuplicateModel,

    /// <summary>A name that differs from <c>model</c> only in the case of its letters: some providers take it for <c>model</c>.</summary>
    AmbiguousModel,

    /// <summary>The model is neither a string nor null.</summary>
    ModelNotAString,

    /// <summary>The model's name is longer than <see cref="RequestScanner.MaxModelBytes"/>.</summary>
    ModelTooLong,

    /// <summary>The model's name has control characters, senseless escapes or is not UTF-8.</summary>
    ModelMalformed,
}
