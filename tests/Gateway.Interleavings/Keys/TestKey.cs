using Gateway.Core.Keys;

namespace Gateway.Interleavings.Keys;

/// <summary>Keys for tests: what is not said is not limited.</summary>
public static class TestKey
{
    /// <summary>A record of a key without limits.</summary>
    public static KeyRecord Record { get; } = new() { Id = "test00000000", Version = 1, ChangedAt = 1, CreatedAt = 1, Name = "test" };

    public static ApiKey Create(KeyRecord record) => new(record.Id, Policy(record), record.CreatedAt);

    public static KeyPolicy Policy(KeyRecord record, KeyPolicy? previous = null) => new(record, EvenCalendar.Of(record), new SharedParts(), previous);

    /// <summary>Puts the next version in force, as an administrator does.</summary>
    public static void Change(ApiKey key, KeyRecord next, long wall = 1) =>
        key.Replace(Policy(next with { Version = key.Policy.Version + 1, ChangedAt = wall }, key.Policy));
}
