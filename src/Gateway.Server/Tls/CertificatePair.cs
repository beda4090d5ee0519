using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Server.Configuration;

namespace Gateway.Server.Tls;

/// <summary>One certificate with its key and chain, as read from its two files at one moment. Immutable.</summary>
public sealed class CertificatePair
{
    private readonly byte[] _digest;

    private CertificatePair(SslStreamCertificateContext context, byte[] digest)
    {
        Context = context;
        _digest = digest;
    }

    /// <summary>What a handshake takes.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <summary>Subject and end of validity, for the log.</summary>
    public string Description =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Context.TargetCertificate.Subject}, valid until {Context.TargetCertificate.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm}Z");

    /// <summary>Reads both files.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="CryptographicException">They hold no certificate, no key, or a key of another certificate.</exception>
    public static CertificatePair Load(TlsFiles files) => Load(File.ReadAllBytes(files.CertificatePath), File.ReadAllBytes(files.KeyPath));

    /// <summary>Whether the files hold something else than this pair came from.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static bool HasChanged(TlsFiles files, ref byte[] lastSeen)
    {
        var digest = Digest(File.ReadAllBytes(files.CertificatePath), File.ReadAllBytes(files.KeyPath));
        if (digest.AsSpan().SequenceEqual(lastSeen))
            return false;
        lastSeen = digest;
        return true;
    }

    /// <summary>What <see cref="HasChanged"/> starts from.</summary>
    public byte[] Seen() => [.. _digest];

    [SuppressMessage("Reliability", "CA2000", Justification = "The context keeps the certificate for as long as a handshake may need it.")]
    private static CertificatePair Load(byte[] certificatePem, byte[] keyPem)
    {
        var certificateText = System.Text.Encoding.UTF8.GetString(certificatePem);
        var keyText = System.Text.Encoding.UTF8.GetString(keyPem);
        X509Certificate2 certificate;
        try
        {
            certificate = X509Certificate2.CreateFromPem(certificateText, keyText);
        }
        catch (ArgumentException mismatch)
        {
            throw new CryptographicException(mismatch.Message, mismatch);
        }
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(certificateText);
        // Offline: a handshake's certificate must not depend on what some server on the network says.
        return new CertificatePair(SslStreamCertificateContext.Create(certificate, chain, offline: true), Digest(certificatePem, keyPem));
    }

    private static byte[] Digest(byte[] certificatePem, byte[] keyPem)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(certificatePem.Length));
        hash.AppendData(certificatePem);
        hash.AppendData(keyPem);
        return hash.GetHashAndReset();
    }
}
