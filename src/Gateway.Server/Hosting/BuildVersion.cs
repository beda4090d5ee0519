using System.Reflection;

namespace Gateway.Server.Hosting;

/// <summary>Which build this is.</summary>
public static class BuildVersion
{
    /// <summary>Such as <c>0.1.0</c>, without the commit that some builds append after a plus sign.</summary>
    public static string Text { get; } =
        typeof(BuildVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
