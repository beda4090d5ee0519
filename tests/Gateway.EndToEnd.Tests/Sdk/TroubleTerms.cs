namespace Gateway.EndToEnd.Tests.Sdk;

/// <summary>Status and code of each trouble, as the contract has them.</summary>
internal static class TroubleTerms
{
    public static int Status(this Trouble trouble) => trouble switch
    {
        Trouble.UnknownKey or Trouble.DisabledKey => 401,
        Trouble.ModelNotAllowed => 403,
        Trouble.Quota or Trouble.Rate => 429,
        _ => 502,
    };

    public static string Code(this Trouble trouble) => trouble switch
    {
        Trouble.UnknownKey => "invalid_api_key",
        Trouble.DisabledKey => "api_key_disabled",
        Trouble.ModelNotAllowed => "model_not_allowed",
        Trouble.Quota => "insufficient_quota",
        Trouble.Rate => "rate_limit_exceeded",
        _ => "upstream_unreachable",
    };
}
