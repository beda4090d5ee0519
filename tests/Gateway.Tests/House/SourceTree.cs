using System.Text.RegularExpressions;
using Gateway.Testing.Processes;

namespace Gateway.Tests.House;

/// <summary>The sources of this repository, as the house rules read them.</summary>
internal static class SourceTree
{
    /// <summary>All C# files below some folders of the repository, without what the build writes.</summary>
    public static IEnumerable<(string Path, string Text)> Files(params string[] folders) =>
        from folder in folders
        let full = Path.Combine(Repository.Root, folder)
        where Directory.Exists(full)
        from file in Directory.EnumerateFiles(full, "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
        where !path.Contains("/bin/") && !path.Contains("/obj/")
        orderby path
        select (path, File.ReadAllText(file));

    /// <summary>The code alone: what follows "//" on a line is left out, because a comment may speak of what the code may not do.</summary>
    public static string WithoutComments(string text) => Regex.Replace(text, "//.*$", "", RegexOptions.Multiline);

    /// <summary>The lines of the files that match, as "path: line".</summary>
    public static List<string> Find(IEnumerable<(string Path, string Text)> files, Regex pattern, bool inComments = false) =>
    [
        .. from file in files
           from line in (inComments ? file.Text : WithoutComments(file.Text)).Split('\n')
           where pattern.IsMatch(line)
           select $"{file.Path}: {line.Trim()}",
    ];
}
