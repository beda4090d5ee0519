namespace Gateway.Server.Configuration;

/// <summary>Finds what stands under <c>Gateway</c> and is not in <see cref="KnownSettings"/>: a misspelt limit must not be a missing one.</summary>
internal static class UnknownSettings
{
    /// <summary>Adds a problem for each unknown setting, naming the nearest known one.</summary>
    public static void Refuse(IConfigurationSection section, SettingProblems problems)
    {
        foreach (var child in section.GetChildren())
        {
            switch (Judge(child.Path.Split(ConfigurationPath.KeyDelimiter)))
            {
                case Verdict.Setting when child.GetChildren().Any() && !IsList(child):
                    problems.Add(child.Path, "is one value, not a group");
                    break;
                case Verdict.Setting:
                    break;
                case Verdict.Group:
                    if (!string.IsNullOrEmpty(child.Value))
                        problems.Add(child.Path, "is a group of settings and has no value of its own");
                    Refuse(child, problems);
                    break;
                default:
                    RefuseAll(child, problems);
                    break;
            }
        }
    }

    // The settings below an unknown group say better what was meant than its own name.
    private static void RefuseAll(IConfigurationSection unknown, SettingProblems problems)
    {
        var children = unknown.GetChildren().ToList();
        foreach (var child in children)
            RefuseAll(child, problems);
        if (children.Count == 0)
            problems.Add(unknown.Path, $"is no setting; the nearest one is {Nearest(unknown.Path)}");
    }

    private enum Verdict
    {
        Unknown,
        Group,
        Setting,
    }

    private static bool IsList(IConfigurationSection section) =>
        KnownSettings.Lists.Any(l => Matches(l.Split(':'), section.Path.Split(':')) == Verdict.Setting)
        && section.GetChildren().All(c => int.TryParse(c.Key, out _) && !c.GetChildren().Any());

    private static Verdict Judge(string[] path) => KnownSettings.Names.Max(n => Matches(n.Split(':'), path));

    private static Verdict Matches(string[] pattern, string[] path)
    {
        if (path.Length > pattern.Length)
            return Verdict.Unknown;
        for (var i = 0; i < path.Length; i++)
        {
            if (pattern[i][0] != '{' && !pattern[i].Equals(path[i], StringComparison.OrdinalIgnoreCase))
                return Verdict.Unknown;
        }
        return path.Length == pattern.Length ? Verdict.Setting : Verdict.Group;
    }

    private static string Nearest(string path)
    {
        var segments = path.Split(':');
        return KnownSettings.Names
            .Select(n => FillIn(n.Split(':'), segments))
            .MinBy(n => Distance(n.ToUpperInvariant(), path.ToUpperInvariant()))!;
    }

    // The user's own names stand where the pattern leaves them open.
    private static string FillIn(string[] pattern, string[] path) =>
        string.Join(':', pattern.Select((part, i) => part[0] == '{' && i < path.Length ? path[i] : part));

    // Levenshtein's distance, two rows.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.Length];
    }
}
