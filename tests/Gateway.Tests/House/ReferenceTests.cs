using System.Reflection;
using System.Xml.Linq;
using Gateway.Testing.Processes;
using Xunit;

namespace Gateway.Tests.House;

/// <summary>Who may know whom, read from the project files and again from what was compiled.</summary>
public class ReferenceTests
{
    public static TheoryData<string, string[]> Projects => new()
    {
        { "Core", [] },
        { "Wire", [] },
        { "Journal", ["Core"] },
        { "Admin", ["Core", "Journal"] },
        { "Server", ["Admin", "Core", "Journal", "Wire"] },
    };

    private static XDocument Project(string name) => XDocument.Load(Path.Combine(Repository.Root, "src", $"Gateway.{name}", $"Gateway.{name}.csproj"));

    private static string[] Included(string project, string element) =>
        [.. Project(project).Descendants(element).Select(item => item.Attribute("Include")!.Value).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_project_has_its_rule() =>
        Assert.Equal(
            Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal),
            Projects.Select(row => "Gateway." + row.Data.Item1).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_those_below_it(string project, string[] allowed)
    {
        string[] referenced = [.. Included(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))["Gateway.".Length..])];
        Assert.Empty(referenced.Except(allowed));
        string[] compiled =
        [
            .. Assembly.Load($"Gateway.{project}").GetReferencedAssemblies().Select(name => name.Name!)
                .Where(name => name.StartsWith("Gateway.", StringComparison.Ordinal)).Select(name => name["Gateway.".Length..]),
        ];
        Assert.Empty(compiled.Except(allowed));
    }

    [Theory]
    [InlineData("Core")]
    [InlineData("Wire")]
    public void Core_and_Wire_know_the_base_class_library_only(string project)
    {
        Assert.Empty(Included(project, "PackageReference"));
        Assert.Empty(Included(project, "FrameworkReference"));
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var foreign = Assembly.Load($"Gateway.{project}").GetReferencedAssemblies().Select(name => name.Name!).Where(name => !File.Exists(Path.Combine(framework, name + ".dll")));
        Assert.Empty(foreign);
    }

    [Fact]
    public void Wire_does_no_input_or_output()
    {
        string[] used = [.. Assembly.Load("Gateway.Wire").GetReferencedAssemblies().Select(name => name.Name!)];
        Assert.DoesNotContain(used, name => name.StartsWith("System.Net", StringComparison.Ordinal) || name.StartsWith("System.IO", StringComparison.Ordinal));
    }
}
