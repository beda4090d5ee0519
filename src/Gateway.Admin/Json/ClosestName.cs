namespace Gateway.Admin.Json;

/// <summary>Finds what someone meant who mistyped a name.</summary>
internal static class ClosestName
{
    /// <summary>The known name that takes the fewest single-character edits (Levenshtein), regardless of case and underscores; null if none is near.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">What could have been meant.</param>
    public static string? Of(string name, IEnumerable<string> known)
    {
        // Nobody mistypes a name at such length; and the cost grows with both lengths.
        if (name.Length > 64)
            return null;
        var written = Fold(name);
        string? closest = null;
        var least = int.MaxValue;
        foreach (var candidate in known)
        {
            var folded = Fold(candidate);
            var distance = Distance(written, folded);
            if (distance < least && distance <= Math.Max(2, folded.Length / 3))
                (closest, least) = (candidate, distance);
        }

        return closest;
    }

    private static string Fold(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j < row.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
