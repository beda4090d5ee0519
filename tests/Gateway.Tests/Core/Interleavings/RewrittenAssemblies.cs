using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.Coyote.Rewriting;

namespace Gateway.Tests.Core.Interleavings;

/// <summary>
/// Copies of Gateway.Core and of the scenarios in which Coyote controls every task, Interlocked and Volatile call. Coyote's command line tool
/// is not packaged where these tests run, so its rewriter, whose entry point is not public, is called by reflection. Made once a process.
/// </summary>
internal sealed class RewrittenAssemblies : AssemblyLoadContext
{
    private static readonly string[] Names = ["Gateway.Core", "Gateway.Interleavings"];
    private static readonly Lazy<RewrittenAssemblies> Made = new(() => new());
    private readonly string _folder;

    private RewrittenAssemblies()
        : base("rewritten")
    {
        _folder = Directory.CreateTempSubdirectory("gateway-interleavings-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(_folder, recursive: true);
        var copies = Directory.CreateDirectory(Path.Combine(_folder, "copies")).FullName;
        foreach (var name in Names)
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, name + ".dll"), Path.Combine(copies, name + ".dll"));
            File.Copy(Path.Combine(AppContext.BaseDirectory, name + ".pdb"), Path.Combine(copies, name + ".pdb"));
        }

        Rewrite(copies, Path.Combine(_folder, "rewritten"));
    }

    /// <summary>A call of the same method in the rewritten copy of its assembly; enums are of that copy too.</summary>
    internal static Action ActionOf(MethodInfo scenario, object[] arguments)
    {
        var assembly = Made.Value.LoadFromAssemblyName(scenario.DeclaringType!.Assembly.GetName());
        var type = assembly.GetType(scenario.DeclaringType.FullName!, throwOnError: true)!;
        var rewritten = type.GetMethod(scenario.Name, BindingFlags.Public | BindingFlags.Static)
            ?? throw new ArgumentException($"{scenario.DeclaringType}.{scenario.Name} is not a public static method.", nameof(scenario));
        var values = rewritten.GetParameters().Zip(arguments, (parameter, value) => Enum.ToObject(parameter.ParameterType, value)).ToArray();
        return () => rewritten.Invoke(null, BindingFlags.DoNotWrapExceptions, null, values, null);
    }

    protected override Assembly? Load(AssemblyName assemblyName) =>
        Names.Contains(assemblyName.Name) ? LoadFromAssemblyPath(Path.Combine(_folder, "rewritten", assemblyName.Name + ".dll")) : null;

    private static void Rewrite(string from, string to)
    {
        var engine = typeof(RewritingEngine);
        var options = Create(engine.Assembly.GetType("Microsoft.Coyote.Rewriting.RewritingOptions", throwOnError: true)!);
        Set(options, "AssembliesDirectory", from);
        Set(options, "OutputDirectory", to);
        Set(options, "AssemblyPaths", Names.Select(name => Path.Combine(from, name + ".dll")).ToHashSet());
        Set(options, "IgnoredAssembliesPattern", new Regex("^(?!Gateway\\.)"));
        Set(options, "DependencySearchPaths", new List<string> { AppContext.BaseDirectory, Path.GetDirectoryName(typeof(object).Assembly.Location)! });
        var configuration = Microsoft.Coyote.Configuration.Create().WithTelemetryEnabled(false);
        var run = engine.GetMethod("Run", BindingFlags.Static | BindingFlags.NonPublic)
            ?? throw new MissingMethodException("Coyote's rewriter has no entry point of the expected name.");
        var parameters = run.GetParameters();
        var logWriter = Activator.CreateInstance(parameters[2].ParameterType, BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public, null, [configuration, false], null);
        run.Invoke(null, [options, configuration, logWriter, Create(parameters[3].ParameterType)]);
    }

    private static object Create(Type type) => Activator.CreateInstance(type, nonPublic: true)!;

    private static void Set(object options, string property, object value)
    {
        var found = options.GetType().GetProperty(property, BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
            ?? throw new MissingMemberException(options.GetType().FullName, property);
        found.SetValue(options, value);
    }
}
