namespace Gateway.Server.Configuration;

/// <summary>A PEM certificate (its chain may follow it in the same file) and its unencrypted PEM key: absolute paths.</summary>
public sealed record TlsFiles(string CertificatePath, string KeyPath);
