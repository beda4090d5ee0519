namespace Gateway.Wire.Http1;

/// <summary>The methods of RFC 9110 section 9, and PATCH (RFC 5789). Method names are case-sensitive.</summary>
public enum HttpVerb : byte
{
    /// <summary>GET.</summary>
    Get,

    /// <summary>HEAD: its response has no body.</summary>
    Head,

    /// <summary>POST.</summary>
    Post,

    /// <summary>PUT.</summary>
    Put,

    /// <summary>DELETE.</summary>
    Delete,

    /// <summary>CONNECT: known, and always refused.</summary>
    Connect,

    /// <summary>OPTIONS: the only one that may have the target "*".</summary>
    Options,

    /// <summary>TRACE: has no body; never to be forwarded, its answer would show the provider's credential.</summary>
    Trace,

    /// <summary>PATCH.</summary>
    Patch,
}
