using Gateway.Testing.Processes;

namespace Gateway.EndToEnd.Tests.Readme;

/// <summary>README.md, taken apart into its fenced blocks.</summary>
internal static class ReadmeText
{
    public static string Text { get; } = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    /// <summary>The blocks in one language, in their order.</summary>
    public static IReadOnlyList<string> Blocks(string language)
    {
        var blocks = new List<string>();
        List<string>? current = null;
        var wanted = false;
        foreach (var line in Text.Split('\n'))
        {
            if (!line.StartsWith("```", StringComparison.Ordinal))
            {
                current?.Add(line);
                continue;
            }

            if (current is null)
            {
                wanted = line[3..].Trim() == language;
                current = [];
            }
            else
            {
                if (wanted) blocks.Add(string.Join('\n', current));
                current = null;
            }
        }

        return current is null ? blocks : throw new InvalidOperationException("a fenced block of README.md is never closed");
    }

    /// <summary>The languages of all blocks.</summary>
    public static IReadOnlyList<string> Languages =>
        [.. Text.Split('\n').Where(line => line.StartsWith("```", StringComparison.Ordinal)).Where((_, index) => index % 2 == 0).Select(line => line[3..].Trim())];
}
