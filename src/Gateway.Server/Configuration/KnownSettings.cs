namespace Gateway.Server.Configuration;

/// <summary>
/// The one list of what may stand under <c>Gateway</c>. <c>{…}</c> stands for a name of the user's choice. What is not here is refused at
/// start, and a test holds the documentation to this list.
/// </summary>
public static class KnownSettings
{
    /// <summary>Full names.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "Gateway:Listen",
        "Gateway:Tls:CertificatePath",
        "Gateway:Tls:KeyPath",
        "Gateway:Admin:Listen",
        "Gateway:Admin:Token",
        "Gateway:Admin:AllowPlainHttp",
        "Gateway:Admin:Tls:CertificatePath",
        "Gateway:Admin:Tls:KeyPath",
        "Gateway:DataDirectory",
        "Gateway:Durability",
        "Gateway:CheckpointInterval",
        "Gateway:Providers:{name}:BaseUrl",
        "Gateway:Providers:{name}:Dialect",
        "Gateway:Providers:{name}:ApiKey",
        "Gateway:Providers:{name}:AuthHeader",
        "Gateway:Providers:{name}:Headers:{header}",
        "Gateway:Providers:{name}:Models",
        "Gateway:Providers:{name}:Order",
        "Gateway:Providers:{name}:PricesOf",
        "Gateway:Providers:{name}:IncludeUsage",
        "Gateway:Providers:{name}:ConnectTimeout",
        "Gateway:Providers:{name}:FirstByteTimeout",
        "Gateway:Providers:{name}:IdleTimeout",
        "Gateway:Providers:{name}:CaFile",
        "Gateway:PricesFile",
        "Gateway:Limits:HeadBytes",
        "Gateway:Limits:HeadTimeout",
        "Gateway:Limits:HandshakeTimeout",
        "Gateway:Limits:BodyBytes",
        "Gateway:Limits:MinBodyBytesPerSecond",
        "Gateway:Limits:HeldBodyBytes",
        "Gateway:Limits:HeldBodyBytesTotal",
        "Gateway:Limits:IdleTimeout",
        "Gateway:Limits:WriteTimeout",
        "Gateway:Limits:Connections",
        "Gateway:Limits:DrainTimeout",
        "Gateway:Limits:HalfCloseGrace",
        "Gateway:Log:Format",
        "Gateway:Log:Level",
        "Gateway:AccessLog",
    ];

    /// <summary>Settings that may also be a JSON array.</summary>
    public static readonly IReadOnlySet<string> Lists =
        new HashSet<string> { "Gateway:Listen", "Gateway:Admin:Listen", "Gateway:Providers:{name}:Models" };
}
