using System.Globalization;

namespace Gateway.Testing.Upstreams;

/// <summary>
/// Tokens of one exchange in the gateway's terms: <paramref name="Input"/> is all input, cached reads and cache writes included;
/// <paramref name="Output"/> is all output, reasoning included.
/// </summary>
public readonly record struct TokenCounts(long Input, long Output, long Cached = 0, long CacheWrite = 0, long Reasoning = 0)
{
    public long Total => Input + Output;

    public static TokenCounts operator +(TokenCounts a, TokenCounts b) =>
        new(a.Input + b.Input, a.Output + b.Output, a.Cached + b.Cached, a.CacheWrite + b.CacheWrite, a.Reasoning + b.Reasoning);

    /// <summary>Reads what <see cref="ToHeader"/> writes: <c>in/out/cached/write/reasoning</c>, the last three optional.</summary>
    public static TokenCounts Parse(string text)
    {
        var parts = text.Split('/');
        long At(int index) => index < parts.Length ? long.Parse(parts[index], CultureInfo.InvariantCulture) : 0;
        return new(At(0), At(1), At(2), At(3), At(4));
    }

    public string ToHeader() => string.Create(CultureInfo.InvariantCulture, $"{Input}/{Output}/{Cached}/{CacheWrite}/{Reasoning}");
}
