namespace Gateway.Admin.Keys;

/// <summary>The bounds of a key's fields, each with where it comes from.</summary>
public static class KeyLimits
{
    /// <summary>The project of a key that names none.</summary>
    public const string DefaultProject = "default";

    /// <summary>The zone of a key that names none.</summary>
    public const string DefaultTimeZone = "UTC";

    /// <summary>Characters (Unicode scalar values) of a name or label: fits a table's column and a log line.</summary>
    public const int NameCharacters = 128;

    /// <summary>Globs in <c>allowed_models</c>: each request is matched against all of them.</summary>
    public const int AllowedModels = 256;

    /// <summary>Characters of one glob: the longest model names seen have about 100.</summary>
    public const int GlobCharacters = 256;

    /// <summary>Members of <c>metadata</c>.</summary>
    public const int MetadataMembers = 64;

    /// <summary>Bytes of <c>metadata</c>, names and values as UTF-8.</summary>
    public const int MetadataBytes = 16 * 1024;

    /// <summary>The longest body that describes one key: all fields at their bounds, escaped, and then some.</summary>
    public const int BodyBytes = 1024 * 1024;
}
