using Gateway.Wire.Completions;

namespace Gateway.Testing.Samples.Responses;

/// <summary>All samples, the streams with every kind of line end.</summary>
public static class ResponseSamples
{
    /// <summary>As written.</summary>
    public static IReadOnlyList<ResponseSample> Written { get; } =
        [.. ChatSamples.All, .. CompatibleSamples.All, .. ResponsesApiSamples.All, .. MessagesSamples.All, .. GenerateContentSamples.All];

    /// <summary>As written, and the streams with CRLF and with CR as well.</summary>
    public static IReadOnlyList<ResponseSample> All { get; } =
    [
        .. Written,
        .. Written.Where(s => s.Form == ResponseForm.EventStream).Select(s => s.WithLineEnds("CRLF", "\r\n")),
        .. Written.Where(s => s.Form == ResponseForm.EventStream).Select(s => s.WithLineEnds("CR", "\r")),
    ];

    /// <summary>The sample of that name.</summary>
    public static ResponseSample Named(string name) => All.Single(s => s.Name == name);
}
