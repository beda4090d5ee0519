namespace Gateway.Testing.Samples.Requests;

/// <summary>Requests of every dialect.</summary>
public static class CompletionRequestSamples
{
    public static IReadOnlyList<CompletionRequestSample> All { get; } = [.. OpenAIRequestSamples.All, .. OtherRequestSamples.All];
}
