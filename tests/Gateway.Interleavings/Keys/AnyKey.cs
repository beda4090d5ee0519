using Gateway.Core.Keys;

namespace Gateway.Interleavings.Keys;

/// <summary>Keys whose only purpose is to be found.</summary>
public static class AnyKey
{
    public static ApiKey Create(string id) => new(id);
}
