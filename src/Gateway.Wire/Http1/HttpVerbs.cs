namespace Gateway.Wire.Http1;

/// <summary>Finds out which method a token is.</summary>
internal static class HttpVerbs
{
    /// <summary>Compares exactly: methods are case-sensitive (RFC 9110 section 9.1).</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out HttpVerb verb)
    {
        if (text.SequenceEqual("POST"u8))
            verb = HttpVerb.Post;
        else if (text.SequenceEqual("GET"u8))
            verb = HttpVerb.Get;
        else
            return TryParseRarer(text, out verb);
        return true;
    }

    private static bool TryParseRarer(ReadOnlySpan<byte> text, out HttpVerb verb)
    {
        verb = text.Length switch
        {
            3 when text.SequenceEqual("PUT"u8) => HttpVerb.Put,
            4 when text.SequenceEqual("HEAD"u8) => HttpVerb.Head,
            5 when text.SequenceEqual("PATCH"u8) => HttpVerb.Patch,
            5 when text.SequenceEqual("TRACE"u8) => HttpVerb.Trace,
            6 when text.SequenceEqual("DELETE"u8) => HttpVerb.Delete,
            7 when text.SequenceEqual("OPTIONS"u8) => HttpVerb.Options,
            7 when text.SequenceEqual("CONNECT"u8) => HttpVerb.Connect,
            _ => HttpVerb.Get,
        };
        return verb != HttpVerb.Get;
    }
}
