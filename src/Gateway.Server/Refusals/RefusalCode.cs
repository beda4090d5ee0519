namespace Gateway.Server.Refusals;

/// <summary>Every answer that the gateway itself gives instead of a provider's. <see cref="RefusalTable"/> says what each looks like.</summary>
public enum RefusalCode : byte
{
    /// <summary>Not refused.</summary>
    None,

    /// <summary>No key was presented.</summary>
    MissingApiKey,

    /// <summary>Two keys that differ were presented.</summary>
    ConflictingApiKeys,

    /// <summary>The key is unknown or deleted.</summary>
    InvalidApiKey,

    /// <summary>The key is switched off.</summary>
    ApiKeyDisabled,

    /// <summary>The key has expired.</summary>
    ApiKeyExpired,

    /// <summary>The model is not in the key's list.</summary>
    ModelNotAllowed,

    /// <summary>The key has a cost limit and the model no price.</summary>
    ModelNotPriced,

    /// <summary>The key has limits and the route's spending cannot be read off.</summary>
    RouteNotMetered,

    /// <summary>A strict key, and the cost has no bound.</summary>
    CostNotBounded,

    /// <summary>The cost limit is used up.</summary>
    CostUsedUp,

    /// <summary>The token limit is used up.</summary>
    TokensUsedUp,

    /// <summary>Strict: the worst case would not fit into what is left of the cost limit.</summary>
    CostWouldNotFit,

    /// <summary>Strict: the worst case would not fit into what is left of the token limit.</summary>
    TokensWouldNotFit,

    /// <summary>What is left of the cost limit is held by requests in flight.</summary>
    CostHeld,

    /// <summary>What is left of the token limit is held by requests in flight.</summary>
    TokensHeld,

    /// <summary>As many requests of the key are in flight as it may have.</summary>
    TooManyInFlight,

    /// <summary>Requests/min reached.</summary>
    RateLimited,

    /// <summary>Malformed HTTP.</summary>
    BadRequest,

    /// <summary>The body is not JSON.</summary>
    InvalidJson,

    /// <summary>No usable model in the body, or none within the held part.</summary>
    ModelNotFound,

    /// <summary>The head is too large.</summary>
    HeadTooLarge,

    /// <summary>The body is too large.</summary>
    BodyTooLarge,

    /// <summary>Head or body came too slowly.</summary>
    RequestTimeout,

    /// <summary>The body is compressed.</summary>
    UnsupportedContentEncoding,

    /// <summary>An expectation other than 100-continue.</summary>
    ExpectationFailed,

    /// <summary>No such route.</summary>
    UnknownRoute,

    /// <summary>No such provider, or none for this dialect or model.</summary>
    UnknownProvider,

    /// <summary>No connection to the provider.</summary>
    UpstreamUnreachable,

    /// <summary>The provider is silent.</summary>
    UpstreamTimeout,

    /// <summary>The provider's answer is not HTTP.</summary>
    UpstreamInvalidResponse,

    /// <summary>The provider refuses our credential.</summary>
    UpstreamUnauthorized,

    /// <summary>The journal cannot take charges.</summary>
    JournalUnavailable,

    /// <summary>The process is stopping.</summary>
    Draining,

    /// <summary>Out of memory set aside for bodies, or too many connections.</summary>
    Overloaded,

    /// <summary>A fault of the gateway's own.</summary>
    Internal,
}
