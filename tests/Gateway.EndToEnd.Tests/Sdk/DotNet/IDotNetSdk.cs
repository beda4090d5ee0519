namespace Gateway.EndToEnd.Tests.Sdk.DotNet;

/// <summary>One .NET client library, unmodified, with nothing but a base URL and a key; its exceptions come out as they are.</summary>
internal interface IDotNetSdk
{
    string Model { get; }

    /// <summary>Operations by name; each returns the text that it received (a tool call as <c>name(arguments)</c>), those that stream piece by piece into the sink.</summary>
    IReadOnlyDictionary<string, Func<SdkTarget, Action<string>, Task>> Ops { get; }

    /// <summary>The status in the library's own exception, or null when it is none of its refusals.</summary>
    int? StatusOf(Exception exception);
}

/// <summary>Where a client is pointed at.</summary>
internal sealed record SdkTarget(string Url, string Secret, string Model, string Prompt);
