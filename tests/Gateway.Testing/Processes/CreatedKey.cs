namespace Gateway.Testing.Processes;

/// <summary>A key as its creation answered it.</summary>
public sealed record CreatedKey(string Id, string Secret);
