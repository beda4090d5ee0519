using Gateway.Core.Limits;
using Gateway.Server.Connections;

namespace Gateway.Server.Refusals;

/// <summary>What every answer of the gateway's own needs to know about its request.</summary>
internal readonly struct AnswerShape
{
    /// <summary>The request's id; empty before its head was read.</summary>
    public required ReadOnlyMemory<byte> RequestId { get; init; }

    /// <summary>What the key may still do, for the headers; default if no limits were looked at.</summary>
    public RateLimitState Limits { get; init; }

    /// <summary>The request was HEAD: headers only.</summary>
    public bool HeadOnly { get; init; }

    /// <summary>The connection closes after this answer.</summary>
    public bool Closes { get; init; }

    /// <summary>The client speaks HTTP/1.0 and must be told that the connection stays.</summary>
    public bool TellsKeepAlive { get; init; }

    /// <summary>The current Date header line.</summary>
    public required DateLine Date { get; init; }
}
