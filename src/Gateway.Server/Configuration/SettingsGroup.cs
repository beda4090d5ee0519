using System.Globalization;

namespace Gateway.Server.Configuration;

/// <summary>
/// A group of settings and where to complain about them. Each reader gives the default when nothing was set, and adds a problem and gives
/// the default when what was set is bad, so that one start reports all bad values.
/// </summary>
internal sealed class SettingsGroup(IConfigurationSection section, SettingProblems problems)
{
    /// <summary>Full name of the group.</summary>
    public string Name => section.Path;

    /// <summary>The groups and settings below.</summary>
    public IEnumerable<IConfigurationSection> Children => section.GetChildren();

    /// <summary>A group below this one.</summary>
    public SettingsGroup Group(string name) => new(section.GetSection(name), problems);

    /// <summary>Complains about a setting of this group.</summary>
    public void Problem(string name, string message) => problems.Add(Full(name), message);

    /// <summary>The text, trimmed; null if not set. An empty one is a problem: a variable that was meant to be filled was not.</summary>
    public string? Text(string name)
    {
        var text = section[name];
        if (text is null)
            return null;
        if (!string.IsNullOrWhiteSpace(text))
            return text.Trim();
        Problem(name, "is empty; give it a value or leave it out");
        return null;
    }

    /// <summary>Several texts: one value with semicolons or commas, or a JSON array.</summary>
    public IReadOnlyList<string> Texts(string name, params ReadOnlySpan<char> separators)
    {
        var list = section.GetSection(name);
        var children = list.GetChildren().Where(c => int.TryParse(c.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _)).ToList();
        if (children.Count > 0)
            return [.. children.Select(c => c.Value?.Trim()).OfType<string>().Where(t => t.Length > 0)];
        return list.Value is { } text ? text.Split(separators.ToArray(), StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
    }

    /// <summary>A duration within bounds.</summary>
    public TimeSpan Duration(string name, TimeSpan fallback, TimeSpan least, TimeSpan most)
    {
        if (Text(name) is not { } text)
            return fallback;
        if (SettingValue.TryDuration(text, out var value) && value >= least && value <= most)
            return value;
        Problem(name, $"got '{text}'; allowed is a duration from {SettingValue.Show(least)} to {SettingValue.Show(most)}, such as {SettingValue.Show(fallback)} (hh:mm:ss) or 500ms, 20s, 5m");
        return fallback;
    }

    /// <summary>A number of bytes within bounds.</summary>
    public long Size(string name, long fallback, long least, long most)
    {
        if (Text(name) is not { } text)
            return fallback;
        if (SettingValue.TrySize(text, out var value) && value >= least && value <= most)
            return value;
        Problem(name, $"got '{text}'; allowed is a size from {SettingValue.ShowSize(least)} to {SettingValue.ShowSize(most)}, in bytes or with a unit, such as {SettingValue.ShowSize(fallback)}");
        return fallback;
    }

    /// <summary>A whole number within bounds.</summary>
    public int Integer(string name, int fallback, int least, int most)
    {
        if (Text(name) is not { } text)
            return fallback;
        if (SettingValue.TryInteger(text, out var value) && value >= least && value <= most)
            return (int)value;
        Problem(name, string.Create(CultureInfo.InvariantCulture, $"got '{text}'; allowed is a whole number from {least} to {most}"));
        return fallback;
    }

    /// <summary>True or false.</summary>
    public bool Switch(string name, bool fallback)
    {
        if (Text(name) is not { } text)
            return fallback;
        if (SettingValue.TrySwitch(text, out var value))
            return value;
        Problem(name, $"got '{text}'; allowed is true or false");
        return fallback;
    }

    /// <summary>One of several words, in any case of letters.</summary>
    public T Choice<T>(string name, T fallback, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        if (Text(name) is not { } text)
            return fallback;
        var words = new List<string>();
        foreach (var (word, value) in choices)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
                return value;
            words.Add(word);
        }
        Problem(name, $"got '{text}'; allowed is {string.Join(", ", words)}");
        return fallback;
    }

    /// <summary>Full name of a setting of this group.</summary>
    public string Full(string name) => $"{section.Path}:{name}";
}
