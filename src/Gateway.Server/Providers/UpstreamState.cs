namespace Gateway.Server.Providers;

/// <summary>How a provider's last exchange went, as far as it says something about the provider.</summary>
public enum UpstreamState : byte
{
    /// <summary>Nothing is known yet.</summary>
    Unknown,

    /// <summary>It answered.</summary>
    Healthy,

    /// <summary>No connection: refused, no route, unknown name, TLS.</summary>
    Unreachable,

    /// <summary>It accepted the request and said nothing in time.</summary>
    Silent,

    /// <summary>What it said is no HTTP.</summary>
    InvalidResponse,

    /// <summary>It refuses our credential (401 or 403).</summary>
    Unauthorized,
}
