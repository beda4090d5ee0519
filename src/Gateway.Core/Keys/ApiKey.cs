namespace Gateway.Core.Keys;

/// <summary>A key that is alive.</summary>
/// <param name="id">The public id.</param>
public sealed class ApiKey(string id)
{
    /// <summary>The public id.</summary>
    public string Id { get; } = id;
}
