using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Gateway.Server.Configuration;
using Gateway.Server.Connections;

namespace Gateway.Server.Upstreams;

/// <summary>Opens connections to one provider: name look-up, TCP, and TLS where the base URL says https. Thread-safe.</summary>
/// <remarks>
/// TLS 1.2 and 1.3, ALPN http/1.1, SNI and name check for the base URL's host. Trusted are the system's authorities, or only those of
/// the provider's CA file. Revocation lists are not fetched: a connection must not depend on a third server.
/// </remarks>
public sealed class UpstreamConnector
{
    private readonly ProviderSettings _settings;
    private readonly PinnedBuffers _buffers;
    private readonly SslClientAuthenticationOptions? _tls;

    /// <summary>Reads the CA file, if there is one.</summary>
    /// <exception cref="IOException">The CA file cannot be read.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The CA file holds no certificate.</exception>
    public UpstreamConnector(ProviderSettings settings, PinnedBuffers buffers)
    {
        _settings = settings;
        _buffers = buffers;
        if (settings.BaseUrl.Scheme == Uri.UriSchemeHttps)
            _tls = TlsOptions(settings);
    }

    /// <summary>How TLS is spoken with the provider; null if it is not.</summary>
    public SslClientAuthenticationOptions? Tls => _tls;

    /// <summary>A fresh connection.</summary>
    /// <exception cref="UpstreamConnectException">None could be had within the provider's connect timeout.</exception>
    public async ValueTask<UpstreamConnection> ConnectAsync(UpstreamPool home, CancellationToken abandoned)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(abandoned);
        timeout.CancelAfter(_settings.ConnectTimeout);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new DnsEndPoint(_settings.BaseUrl.IdnHost, _settings.BaseUrl.Port), timeout.Token);
            UpstreamChannel channel = _tls is null ? new SocketChannel(socket) : await SecureAsync(socket, _tls, timeout.Token);
            home.OnOpened();
            return new UpstreamConnection(channel, home, _buffers);
        }
        catch (Exception fault) when (fault is SocketException or IOException or AuthenticationException or OperationCanceledException or ObjectDisposedException)
        {
            socket.Dispose();
            string cause = fault is OperationCanceledException
                ? $"no connection within {_settings.ConnectTimeout.TotalSeconds:0.###} s"
                : fault.InnerException is { } inner ? $"{fault.Message} {inner.Message}" : fault.Message;
            throw new UpstreamConnectException(cause, fault);
        }
    }

    private static async ValueTask<UpstreamChannel> SecureAsync(Socket socket, SslClientAuthenticationOptions options, CancellationToken timeout)
    {
        var tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
        try
        {
            await tls.AuthenticateAsClientAsync(options, timeout);
            return new StreamChannel(tls, socket);
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    private static SslClientAuthenticationOptions TlsOptions(ProviderSettings settings)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = settings.BaseUrl.IdnHost,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        if (settings.CaFile is not null)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(settings.CaFile);
            options.CertificateChainPolicy = policy;
        }

        return options;
    }
}
