namespace Gateway.Core.Admission;

/// <summary>Why a request is not admitted, in the order in which the reasons are checked.</summary>
public enum RefusalReason : byte
{
    /// <summary>It is admitted.</summary>
    None,

    /// <summary>The key is switched off (or was deleted after the request was authenticated).</summary>
    Disabled,

    /// <summary>The key has expired.</summary>
    Expired,

    /// <summary>The model is not among the key's.</summary>
    ModelNotAllowed,

    /// <summary>The key has a cost limit and the model no price.</summary>
    ModelNotPriced,

    /// <summary>The key has limits and what the route spends cannot be read.</summary>
    RouteNotMetered,

    /// <summary>The key is strict and the request's worst case has no bound.</summary>
    CostNotBounded,

    /// <summary>The cost limit is used up until the reset.</summary>
    CostUsedUp,

    /// <summary>Strict: the worst case would not fit into what is left of the cost limit, even with nothing in flight.</summary>
    CostWouldNotFit,

    /// <summary>The token limit is used up until the reset.</summary>
    TokensUsedUp,

    /// <summary>Strict: the worst case would not fit into what is left of the token limit, even with nothing in flight.</summary>
    TokensWouldNotFit,

    /// <summary>The last 60 s have seen as many admissions as are allowed.</summary>
    RateLimited,

    /// <summary>As many are in flight as are allowed.</summary>
    TooManyInFlight,

    /// <summary>The cost limit is not used up, but held by requests in flight.</summary>
    CostHeld,

    /// <summary>The token limit is not used up, but held by requests in flight.</summary>
    TokensHeld,
}
