using System.Net.Security;
using System.Security.Cryptography;
using Gateway.Server.Configuration;
using Gateway.Server.Hosting;

namespace Gateway.Server.Tls;

/// <summary>
/// The certificate of a listener. A changed pair that fits together serves the handshakes that start from then on; connections that are
/// there keep theirs. Thread-safe.
/// </summary>
public sealed class ReloadingCertificate : IAsyncDisposable
{
    private readonly WatchedFiles _files;
    private volatile SslServerAuthenticationOptions _current;

    private ReloadingCertificate(string setting, TlsFiles files, byte[] certificate, byte[] key, TimeSpan interval, ILogger logger)
    {
        _current = CertificatePair.Parse(certificate, key).Options;
        _files = new WatchedFiles(setting, [files.CertificatePath, files.KeyPath], [certificate, key], Use, interval, logger);
    }

    /// <summary>What the next handshake is given.</summary>
    public SslServerAuthenticationOptions Current => _current;

    /// <summary>Reads both files and begins to watch them.</summary>
    /// <param name="setting">Where the paths come from: <c>Gateway:Tls</c>.</param>
    /// <param name="files">The paths.</param>
    /// <param name="logger">Where changes are told.</param>
    /// <param name="interval">How often to look; <see cref="WatchedFiles.Interval"/> but for tests.</param>
    /// <exception cref="StartException">They cannot be used.</exception>
    public static ReloadingCertificate Open(string setting, TlsFiles files, ILogger logger, TimeSpan? interval = null)
    {
        try
        {
            return new ReloadingCertificate(
                setting, files, File.ReadAllBytes(files.CertificatePath), File.ReadAllBytes(files.KeyPath), interval ?? WatchedFiles.Interval, logger);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new StartException(
                $"{setting}: certificate {files.CertificatePath} with key {files.KeyPath} cannot be used: {failure.Message} "
                + "(allowed is a PEM certificate, its chain behind it, and its unencrypted PEM key)",
                ExitCode.Configuration, failure);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _files.DisposeAsync();

    private string Use(IReadOnlyList<byte[]> contents)
    {
        var pair = CertificatePair.Parse(contents[0], contents[1]);
        _current = pair.Options;
        return pair.Description;
    }
}
