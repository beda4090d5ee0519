using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.EndToEnd.Tests.Sdk;

/// <summary>Runs one of the <c>.mjs</c> runners: calls go in as JSON, what the SDK made of each comes back.</summary>
internal static class NodeSdk
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public static async Task<IReadOnlyList<SdkResult>> RunAsync(string runner, IReadOnlyList<SdkCall> calls)
    {
        var parts = runner.Split(' ');
        var start = new ProcessStartInfo("node", [Path.Combine("runners", parts[0]), .. parts[1..]])
        {
            WorkingDirectory = NodeModules.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Nothing of the machine's own configuration may lead a client elsewhere.
        foreach (var name in new[] { "OPENAI_BASE_URL", "OPENAI_API_KEY", "ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY", "GEMINI_API_KEY", "GOOGLE_API_KEY" }) start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.StandardInput.WriteAsync(JsonSerializer.Serialize(calls, s_json));
            process.StandardInput.Close();
            await process.WaitForExitAsync(deadline.Token);
            if (process.ExitCode != 0) throw new InvalidOperationException($"{runner} ended with {process.ExitCode}:\n{await errors}");
            return JsonSerializer.Deserialize<List<SdkResult>>(await output, s_json)!;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}

/// <summary>One call of an SDK.</summary>
internal sealed record SdkCall(string Name, string Op, string BaseUrl, string Key, string Model, string Prompt);

/// <summary>What came of it: what was received before an exception, and the exception in the SDK's own terms.</summary>
internal sealed record SdkResult(string Name, string? Text, JsonElement Usage, IReadOnlyList<SdkToolCall> Tools, string? Finish, SdkError? Error);

internal sealed record SdkToolCall(string Name, JsonElement Arguments);

internal sealed record SdkError(
    [property: JsonPropertyName("class")] string Class, int? Status, JsonElement Code, string? Type, string Message, string? Body, SdkCause? Cause)
{
    /// <summary>Everything in which a program could look for the code.</summary>
    public string All => $"{Code} {Type} {Message} {Body}";
}

internal sealed record SdkCause([property: JsonPropertyName("class")] string Class, JsonElement Code, string Message);
