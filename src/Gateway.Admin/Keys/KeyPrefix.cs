using Gateway.Core.Keys;

namespace Gateway.Admin.Keys;

/// <summary>The part of a secret that may be shown: it tells keys apart and opens nothing.</summary>
internal static class KeyPrefix
{
    /// <summary>What every secret of the gateway's own making begins with.</summary>
    public const string OfStandardKeys = "gwk_";

    /// <summary><c>gwk_</c> and the id of a standard key; what was kept of a legacy key's secret, or null.</summary>
    public static string? Of(ApiKey key, KeyPolicy policy) => policy.IsLegacy ? policy.LegacyPrefix : OfStandardKeys + key.Id;
}
