using System.Collections.Frozen;

namespace Gateway.Server.Refusals;

/// <summary>What each refusal looks like. One row a code; the codes and types are relied upon by clients.</summary>
public static class RefusalTable
{
    private const string Invalid = "invalid_request_error";
    private const string Quota = "insufficient_quota";
    private const string Upstream = "upstream_error";
    private const string ServerFault = "server_error";

    private static readonly FrozenDictionary<RefusalCode, RefusalEntry> s_entries = new Dictionary<RefusalCode, RefusalEntry>
    {
        [RefusalCode.MissingApiKey] = new(401, Invalid, "missing_api_key", "No API key was presented. Send it as 'Authorization: Bearer <key>'."),
        [RefusalCode.ConflictingApiKeys] = new(401, Invalid, "conflicting_api_keys", "Two different API keys were presented. Send one, in one header."),
        [RefusalCode.InvalidApiKey] = new(401, Invalid, "invalid_api_key", "The API key is not valid. Check that it was copied whole, or ask for a new one."),
        [RefusalCode.ApiKeyDisabled] = new(401, Invalid, "api_key_disabled", "The API key is disabled. Ask its administrator to enable it."),
        [RefusalCode.ApiKeyExpired] = new(401, Invalid, "api_key_expired", "The API key has expired. Ask its administrator for a new one."),
        [RefusalCode.ModelNotAllowed] = new(403, Invalid, "model_not_allowed", "The API key may not use this model. GET /v1/models lists those it may use.") { Param = "model" },
        [RefusalCode.ModelNotPriced] = new(403, Invalid, "model_not_priced", "The API key has a cost limit and this model has no price. Use a priced model, or have a price configured.") { Param = "model" },
        [RefusalCode.RouteNotMetered] = new(403, Invalid, "route_not_metered", "The API key has limits, and what this route spends cannot be metered. Use a key without limits."),
        [RefusalCode.CostNotBounded] = new(400, Invalid, "cost_not_bounded", "The API key is strict, and the cost of this request has no upper bound. Send all content inline, without provider-side tools, and set a token cap."),
        [RefusalCode.CostUsedUp] = new(429, Quota, Quota, "The API key's cost limit is used up. It is available again at reset_at, or when the limit is raised.") { Limit = "cost", IsCuredByReset = true },
        [RefusalCode.TokensUsedUp] = new(429, Quota, Quota, "The API key's token limit is used up. It is available again at reset_at, or when the limit is raised.") { Limit = "tokens", IsCuredByReset = true },
        [RefusalCode.CostWouldNotFit] = new(429, Quota, Quota, "The most that this request could cost does not fit into what is left of the API key's cost limit. Lower the token cap, or wait for reset_at.") { Limit = "cost", IsCuredByReset = true },
        [RefusalCode.TokensWouldNotFit] = new(429, Quota, Quota, "The most tokens that this request could use do not fit into what is left of the API key's token limit. Lower the token cap, or wait for reset_at.") { Limit = "tokens", IsCuredByReset = true },
        [RefusalCode.CostHeld] = new(429, "cost", "held_by_requests_in_flight", "What is left of the API key's cost limit is held by requests in flight. Retry when they have ended.") { Limit = "cost", IsCuredByWaiting = true },
        [RefusalCode.TokensHeld] = new(429, "tokens", "held_by_requests_in_flight", "What is left of the API key's token limit is held by requests in flight. Retry when they have ended.") { Limit = "tokens", IsCuredByWaiting = true },
        [RefusalCode.TooManyInFlight] = new(429, "requests", "too_many_in_flight", "The API key has as many requests in flight as it may have. Retry when one has ended.") { IsCuredByWaiting = true },
        [RefusalCode.RateLimited] = new(429, "requests", "rate_limit_exceeded", "The API key's requests per minute are reached. Retry after the time in Retry-After.") { IsCuredByWaiting = true },
        [RefusalCode.BadRequest] = new(400, Invalid, "bad_request", "The request is not valid HTTP/1.1."),
        [RefusalCode.InvalidJson] = new(400, Invalid, "invalid_json", "The body is not valid JSON. Send a JSON object."),
        [RefusalCode.ModelNotFound] = new(400, Invalid, "model_not_found", "The body names no model. Send one 'model', a string, near the beginning of the body.") { Param = "model" },
        [RefusalCode.HeadTooLarge] = new(431, Invalid, "head_too_large", "The request's header section is too large. Send fewer or shorter headers."),
        [RefusalCode.BodyTooLarge] = new(413, Invalid, "body_too_large", "The request's body is too large. Send less at once."),
        [RefusalCode.RequestTimeout] = new(408, Invalid, "request_timeout", "The request did not arrive in time. Send it again, faster."),
        [RefusalCode.UnsupportedContentEncoding] = new(415, Invalid, "unsupported_content_encoding", "The body is compressed. Send it without Content-Encoding."),
        [RefusalCode.ExpectationFailed] = new(417, Invalid, "expectation_failed", "Only 'Expect: 100-continue' is supported. Remove the Expect header."),
        [RefusalCode.UnknownRoute] = new(404, Invalid, "unknown_route", "There is no such route. Routes begin with /v1/, /v1beta/ or the name of a provider."),
        [RefusalCode.UnknownProvider] = new(404, Invalid, "unknown_provider", "No provider is configured for this route or model."),
        [RefusalCode.UpstreamUnreachable] = new(502, Upstream, "upstream_unreachable", "The provider cannot be reached. Retry later."),
        [RefusalCode.UpstreamTimeout] = new(504, Upstream, "upstream_timeout", "The provider did not answer in time. Retry later."),
        [RefusalCode.UpstreamInvalidResponse] = new(502, Upstream, "upstream_invalid_response", "The provider's answer cannot be understood. Retry later."),
        [RefusalCode.UpstreamUnauthorized] = new(502, Upstream, "upstream_unauthorized", "The provider refuses the gateway's credential. Tell the gateway's administrator."),
        [RefusalCode.JournalUnavailable] = new(503, ServerFault, "journal_unavailable", "The gateway cannot account for requests right now. Retry later.") { IsCuredByWaiting = true },
        [RefusalCode.Draining] = new(503, ServerFault, "draining", "The gateway is stopping. Retry on a new connection.") { IsCuredByWaiting = true },
        [RefusalCode.Overloaded] = new(503, ServerFault, "overloaded", "The gateway holds as much as it can. Retry later.") { IsCuredByWaiting = true },
        [RefusalCode.Internal] = new(500, ServerFault, "internal_error", "The gateway failed on this request. Its log says why."),
    }.ToFrozenDictionary();

    /// <summary>The row of <paramref name="code"/>.</summary>
    /// <exception cref="KeyNotFoundException"><paramref name="code"/> is <see cref="RefusalCode.None"/>.</exception>
    public static RefusalEntry Of(RefusalCode code) => s_entries[code];
}
