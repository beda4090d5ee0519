using System.Net;

namespace Gateway.Server.Configuration;

/// <summary>
/// One address to listen on. <c>localhost</c> gives <see cref="Address"/> null and stands for both loopback addresses.
/// Immutable.
/// </summary>
/// <param name="Text">As configured, for messages.</param>
/// <param name="IsHttps">TLS from the first byte.</param>
/// <param name="Host">As configured: an IP address, <c>localhost</c> or <c>*</c>.</param>
/// <param name="Address">The address; null for <c>localhost</c>.</param>
/// <param name="Port">0 to 65,535; 0 lets the system choose.</param>
public sealed record ListenEndpoint(string Text, bool IsHttps, string Host, IPAddress? Address, int Port)
{
    /// <summary>Reachable from this machine only.</summary>
    public bool IsLoopback => Address is null || IPAddress.IsLoopback(Address);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
