namespace Gateway.Core.Keys;

/// <summary>One secret's right to act as a key. A key has one, two while a rotated secret's grace lasts.</summary>
/// <param name="Digest">The secret's digest.</param>
/// <param name="Key">The key it authenticates as.</param>
/// <param name="ValidUntil">Wall clock, UTC <see cref="DateTime.Ticks"/>: from then on it is unknown. <see cref="Always"/> for ever.</param>
public readonly record struct Credential(KeyDigest Digest, ApiKey Key, long ValidUntil = Credential.Always)
{
    /// <summary>No end.</summary>
    public const long Always = long.MaxValue;

    /// <summary>Whether the credential still counts at a moment (wall clock, UTC ticks).</summary>
    public bool IsValidAt(long wall) => wall < ValidUntil;
}
