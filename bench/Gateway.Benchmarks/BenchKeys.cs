using Gateway.Core.Keys;

namespace Gateway.Benchmarks;

/// <summary>Keys whose only purpose is to be found.</summary>
internal static class BenchKeys
{
    internal static ApiKey Create(string id) => new(id);
}
