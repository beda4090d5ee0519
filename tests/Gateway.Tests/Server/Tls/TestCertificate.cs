using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Server.Configuration;

namespace Gateway.Tests.Server.Tls;

/// <summary>A certificate that nobody but the test trusts, as PEM files.</summary>
internal static class TestCertificate
{
    /// <summary>Writes both files; each is replaced in one step.</summary>
    public static TlsFiles Write(string folder, string commonName)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={commonName}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var files = new TlsFiles(Path.Combine(folder, "tls.crt"), Path.Combine(folder, "tls.key"));
        Replace(files.KeyPath, key.ExportPkcs8PrivateKeyPem());
        Replace(files.CertificatePath, certificate.ExportCertificatePem());
        return files;
    }

    public static void Replace(string path, string text)
    {
        File.WriteAllText(path + ".new", text);
        File.Move(path + ".new", path, overwrite: true);
    }
}
