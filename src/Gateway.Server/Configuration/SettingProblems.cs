namespace Gateway.Server.Configuration;

/// <summary>What is wrong with the settings, one line each, in the order found. Not thread-safe.</summary>
public sealed class SettingProblems
{
    private readonly List<string> _lines = [];

    /// <summary>The lines; each names its setting first and holds no secret.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Adds a line, unless it is there: a setting may be read twice.</summary>
    /// <param name="setting">Full name, such as <c>Gateway:Limits:HeadBytes</c>.</param>
    /// <param name="message">What it got and what is allowed.</param>
    public void Add(string setting, string message)
    {
        var line = Printable($"{setting}: {message}");
        if (!_lines.Contains(line, StringComparer.Ordinal))
            _lines.Add(line);
    }

    // What came from outside may hold line breaks and escape sequences; one problem stays one line.
    private static string Printable(string text) =>
        string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsControl(source[i]) ? ' ' : source[i];
        });
}
