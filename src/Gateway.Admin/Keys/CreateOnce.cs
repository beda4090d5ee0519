namespace Gateway.Admin.Keys;

/// <summary>What tells a repeated request from a new one.</summary>
/// <param name="Actor">Whose token; two actors' keys do not meet.</param>
/// <param name="IdempotencyKey">The client's name for the request.</param>
/// <param name="Body">The request's body: the same name for another body is a mistake.</param>
public sealed record CreateOnce(string Actor, string IdempotencyKey, ReadOnlyMemory<byte> Body);
