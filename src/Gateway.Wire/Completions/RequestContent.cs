namespace Gateway.Wire.Completions;

/// <summary>How a request body is laid out, judged by its Content-Type.</summary>
public enum RequestContent : byte
{
    /// <summary>JSON.</summary>
    Json,

    /// <summary><c>multipart/form-data</c> (RFC 7578).</summary>
    Multipart,

    /// <summary>Anything else: nothing is looked for in it.</summary>
    Other,
}
