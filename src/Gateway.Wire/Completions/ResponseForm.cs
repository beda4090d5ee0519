namespace Gateway.Wire.Completions;

/// <summary>How a response body is laid out, judged by its headers.</summary>
public enum ResponseForm : byte
{
    /// <summary>One JSON object. An array of objects is understood as well: Gemini answers a failed stream so.</summary>
    Json,

    /// <summary><c>text/event-stream</c>.</summary>
    EventStream,

    /// <summary>A JSON array that grows by one object a chunk: Gemini's streams without <c>alt=sse</c>.</summary>
    JsonArray,

    /// <summary>Unreadable (compressed, or of another content type): nothing is found in it.</summary>
    Opaque,
}
