namespace Gateway.Core.Keys;

/// <summary>One secret of a key as it is stored: never the secret itself.</summary>
/// <param name="Digest">Its SHA-256.</param>
/// <param name="ValidUntil">UTC ticks; <see cref="Credential.Always"/> for ever.</param>
public readonly record struct SecretRecord(KeyDigest Digest, long ValidUntil = Credential.Always);
