using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Gateway.Server.Tls;

/// <summary>One certificate with its chain and key, as they were read at one moment, ready for handshakes. Immutable.</summary>
public sealed class CertificatePair
{
    private CertificatePair(SslStreamCertificateContext context)
    {
        Options = OptionsOf(context);
        Description = string.Create(
            CultureInfo.InvariantCulture, $"{context.TargetCertificate.Subject}, valid until {context.TargetCertificate.NotAfter.ToUniversalTime():yyyy-MM-ddTHH:mm}Z");
    }

    /// <summary>What a handshake is given.</summary>
    public SslServerAuthenticationOptions Options { get; }

    /// <summary>Subject and end of validity, for the log.</summary>
    public string Description { get; }

    /// <summary>Reads PEM.</summary>
    /// <param name="certificate">The certificate, its chain behind it.</param>
    /// <param name="key">Its unencrypted key.</param>
    /// <exception cref="CryptographicException">They hold no certificate, no key, or a key of another certificate.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The options keep the certificate for as long as a handshake may need it.")]
    public static CertificatePair Parse(byte[] certificate, byte[] key)
    {
        var text = Encoding.UTF8.GetString(certificate);
        var chain = new X509Certificate2Collection();
        X509Certificate2 own;
        try
        {
            own = X509Certificate2.CreateFromPem(text, Encoding.UTF8.GetString(key));
        }
        catch (ArgumentException mismatch)
        {
            throw new CryptographicException("the key is not the certificate's: " + mismatch.Message, mismatch);
        }
        chain.ImportFromPem(text);
        // Offline: what a handshake presents must not depend on what some server on the network says.
        return new CertificatePair(SslStreamCertificateContext.Create(own, chain, offline: true));
    }

    // TLS 1.2 and 1.3 are what RFC 9325 leaves; the data plane speaks HTTP/1.1 only and says so (RFC 7301).
    [SuppressMessage("Security", "CA5398", Justification = "Two versions and no others are what the contract promises.")]
    private static SslServerAuthenticationOptions OptionsOf(SslStreamCertificateContext context) => new()
    {
        ServerCertificateContext = context,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ApplicationProtocols = [SslApplicationProtocol.Http11],
        AllowRenegotiation = false,
    };
}
