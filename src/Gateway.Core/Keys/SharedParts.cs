namespace Gateway.Core.Keys;

/// <summary>
/// Lets policies with equal labels or equal lists of models share one instance, which is most of what keeps a million keys small. Forgets
/// everything when it has grown to <see cref="MaxParts"/> (later policies then share anew), so that ever new labels cannot fill the memory.
/// Not thread-safe: used by the administration under its lock.
/// </summary>
public sealed class SharedParts
{
    /// <summary>Instances of one sort to remember: with a few hundred bytes each some tens of MB, and more projects than people name.</summary>
    public const int MaxParts = 100_000;

    private readonly Dictionary<KeyLabels, KeyLabels> _labels = [];
    private readonly Dictionary<string, ModelGlobs> _globs = new(StringComparer.Ordinal);

    /// <summary>The one instance of these labels.</summary>
    public KeyLabels Labels(string project, string? environment, string? owner)
    {
        KeyLabels labels = new(project, environment, owner);
        if (_labels.TryGetValue(labels, out var known))
            return known;
        if (_labels.Count >= MaxParts)
            _labels.Clear();
        _labels.Add(labels, labels);
        return labels;
    }

    /// <summary>The one instance of this list of globs; null (all models) stays null.</summary>
    public ModelGlobs? Globs(IReadOnlyList<string>? patterns)
    {
        if (patterns is null)
            return null;

        // U+0000 separates: no glob that can match a model's name has one inside.
        var joined = string.Join('\0', patterns);
        var name = $"{patterns.Count}\0{joined}";
        if (_globs.TryGetValue(name, out var known))
            return known;
        if (_globs.Count >= MaxParts)
            _globs.Clear();
        ModelGlobs globs = new(patterns);
        _globs.Add(name, globs);
        return globs;
    }
}
