namespace Gateway.Core.Keys;

/// <summary>The models that a key may use: any that one of the globs matches. An empty list matches none. Immutable, thread-safe.</summary>
public sealed class ModelGlobs
{
    private readonly Glob[] _globs;

    /// <summary>Takes the globs in their order.</summary>
    /// <param name="patterns">See <see cref="Glob"/>.</param>
    public ModelGlobs(IReadOnlyList<string> patterns)
    {
        _globs = new Glob[patterns.Count];
        for (var i = 0; i < _globs.Length; i++)
            _globs[i] = new(patterns[i]);
        Patterns = Array.ConvertAll(_globs, static glob => glob.Pattern);
    }

    /// <summary>As they were given.</summary>
    public IReadOnlyList<string> Patterns { get; }

    /// <summary>Whether a model's name (UTF-8, without provider prefix) is allowed.</summary>
    public bool Allow(ReadOnlySpan<byte> model)
    {
        foreach (var glob in _globs)
        {
            if (glob.Matches(model))
                return true;
        }

        return false;
    }
}
