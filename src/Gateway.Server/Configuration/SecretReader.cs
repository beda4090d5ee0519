namespace Gateway.Server.Configuration;

/// <summary>
/// Resolves a secret: as it stands, <c>env:NAME</c> from the environment, or <c>file:PATH</c> (its trailing line break is not part of it).
/// A secret goes into a header, so it is visible ASCII. No problem that is reported holds any part of one.
/// </summary>
internal sealed class SecretReader(ProcessSurroundings surroundings)
{
    private const int LongestSecret = 16 * 1024;

    /// <summary>The secret; null if the setting is not there or is bad, which is then a problem.</summary>
    /// <param name="group">Where the setting stands.</param>
    /// <param name="name">Its name within the group.</param>
    /// <param name="spaces">Spaces and tabs are allowed inside (header values).</param>
    public Secret? Read(SettingsGroup group, string name, bool spaces = false)
    {
        if (group.Text(name) is not { } text)
            return null;
        var value = text;
        if (text.StartsWith("env:", StringComparison.Ordinal))
            value = FromEnvironment(group, name, text["env:".Length..]);
        else if (text.StartsWith("file:", StringComparison.Ordinal))
            value = FromFile(group, name, text["file:".Length..]);
        if (value is null)
            return null;
        value = value.Trim();
        if (value.Length is 0 or > LongestSecret)
        {
            group.Problem(name, value.Length == 0 ? "the secret is empty" : $"the secret is longer than {SettingValue.ShowSize(LongestSecret)}");
            return null;
        }
        if (value.All(c => c is > ' ' and <= '~' || (spaces && c is ' ' or '\t')))
            return new Secret(value);
        group.Problem(name, "the secret holds a character that cannot stand in a header; visible ASCII is allowed");
        return null;
    }

    private string? FromEnvironment(SettingsGroup group, string name, string variable)
    {
        if (surroundings.Variable(variable) is { Length: > 0 } value)
            return value;
        group.Problem(name, $"the environment variable {variable} is not set");
        return null;
    }

    private string? FromFile(SettingsGroup group, string name, string path)
    {
        try
        {
            var full = surroundings.FullPath(path);
            if (new FileInfo(full).Length <= LongestSecret)
                return File.ReadAllText(full);
            group.Problem(name, $"the file {full} is too long for a secret");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            group.Problem(name, $"the file cannot be read: {failure.Message}");
        }
        return null;
    }
}
