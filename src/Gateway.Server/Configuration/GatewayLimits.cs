namespace Gateway.Server.Configuration;

/// <summary>
/// Every bound on time and memory that a client can run into, each default with its source, and how they relate
/// (<c>SettingsReader</c> refuses settings that break these relations). Immutable.
/// </summary>
public sealed record GatewayLimits
{
    /// <summary>Bytes of a request head. Kestrel's MaxRequestHeadersTotalSize, and nginx's large_client_header_buffers (4 of 8 KiB): 32 KiB.</summary>
    public int HeadBytes { get; init; } = 32 * 1024;

    /// <summary>From a head's first byte to its last. Apache's mod_reqtimeout as packaged gives 10 s before it asks for a rate.</summary>
    public TimeSpan HeadTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Until TLS is agreed upon. Kestrel's HttpsConnectionAdapterOptions.HandshakeTimeout: 10 s.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of a request body. OpenAI's largest file upload: 512 MB.</summary>
    public long BodyBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>The least rate of a body after <see cref="BodyRateGrace"/>. Kestrel's MinRequestBodyDataRate: 240 bytes/s.</summary>
    public int MinBodyBytesPerSecond { get; init; } = 240;

    /// <summary>Bytes of a body that are held before admission. Anthropic's largest request: 32 MB.</summary>
    public int HeldBodyBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Bytes of all held bodies together. Our choice: 32 of the largest at once, a quarter of a 4 GiB machine.</summary>
    public long HeldBodyBytesTotal { get; init; } = 1024L * 1024 * 1024;

    /// <summary>A kept-alive connection without a request. Kestrel's KeepAliveTimeout is 130 s, nginx's keepalive_timeout 75 s: 120 s.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>A write without any progress. nginx's send_timeout: 60 s.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Client connections at once. Our choice: tens of thousands wait for slow models, two sockets each, within a limit of 2^17 descriptors.</summary>
    public int Connections { get; init; } = 50_000;

    /// <summary>How long a stop waits for requests in flight. Kubernetes kills after 30 s; 5 s of it are for the rest of the stop.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>How long an exchange goes on after its client's FIN without anything to deliver. Our choice: longer than a half-close takes to show.</summary>
    public TimeSpan HalfCloseGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a body may be slower than <see cref="MinBodyBytesPerSecond"/>. Kestrel's grace period of the same rate; not a setting.</summary>
    public static readonly TimeSpan BodyRateGrace = TimeSpan.FromSeconds(5);

    /// <summary>How long the rest of a refused request's body is read and dropped; not a setting.</summary>
    public static readonly TimeSpan RefusedBodyDrainTime = TimeSpan.FromSeconds(1);

    /// <summary>How many bytes of a refused request's body are read and dropped; not a setting.</summary>
    public const int RefusedBodyDrainBytes = 256 * 1024;
}
