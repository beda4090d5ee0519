using Gateway.Core.Keys;
using Gateway.Core.Limits;

namespace Gateway.Benchmarks;

/// <summary>Keys whose only purpose is to be found: without limits, told apart by reference.</summary>
internal static class BenchKeys
{
    internal static ApiKey Create()
    {
        KeyRecord record = new() { Id = "anybody00000", Version = 1, ChangedAt = 1, CreatedAt = 1, Name = "anybody" };
        return new(record.Id, new(record, new NoReset(), new()), record.CreatedAt);
    }
}
