using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using Gateway.Server.Configuration;

namespace Gateway.Server.Tls;

/// <summary>
/// The certificate of a listener. Its files are read again every two seconds (watching them would miss what a mounted secret does: a folder is
/// exchanged behind a link), and a changed pair that fits together serves the handshakes that start from then on. A pair that does not is
/// logged once, and the old one stays. Thread-safe.
/// </summary>
public sealed partial class ReloadingCertificate : IAsyncDisposable
{
    /// <summary>How often the files are looked at.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly TlsFiles _files;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;
    private volatile SslServerAuthenticationOptions _options;

    /// <summary>Starts with a pair that was read from <paramref name="files"/>.</summary>
    public ReloadingCertificate(TlsFiles files, CertificatePair pair, TimeProvider time, ILogger logger)
    {
        _files = files;
        _logger = logger;
        _options = Options(pair);
        _watching = WatchAsync(pair.Seen(), time);
    }

    /// <summary>What the next handshake uses.</summary>
    public SslServerAuthenticationOptions Current => _options;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    // TLS 1.2 and 1.3 are the versions that RFC 9325 leaves; the data plane speaks HTTP/1.1 only, and says so (RFC 7301).
    [SuppressMessage("Security", "CA5398", Justification = "Two versions and no others are what the contract promises.")]
    private static SslServerAuthenticationOptions Options(CertificatePair pair) => new()
    {
        ServerCertificateContext = pair.Context,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ApplicationProtocols = [SslApplicationProtocol.Http11],
        AllowRenegotiation = false,
    };

    private async Task WatchAsync(byte[] seen, TimeProvider time)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var unreadable = false;
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                try
                {
                    if (!CertificatePair.HasChanged(_files, ref seen) && !unreadable)
                        continue;
                    var pair = CertificatePair.Load(_files);
                    _options = Options(pair);
                    unreadable = false;
                    LogReloaded(_files.CertificatePath, pair.Description);
                }
                catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
                {
                    // A file that is missing for a moment is looked for again; one that is bad waits until it changes.
                    if (!unreadable)
                        LogKept(_files.CertificatePath, _files.KeyPath, failure.Message);
                    unreadable = failure is not CryptographicException;
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The listener has closed.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Certificate reloaded from {Path}: {Description}")]
    private partial void LogReloaded(string path, string description);

    [LoggerMessage(Level = LogLevel.Error, Message = "The changed certificate {CertificatePath} with key {KeyPath} cannot be used, the old one stays in use: {Reason}")]
    private partial void LogKept(string certificatePath, string keyPath, string reason);
}
