using System.Text.Json;
using Gateway.Testing.Upstreams;

namespace Gateway.Testing.Audit;

/// <summary>What a gateway counted for a key: its lifetime counters, and what it holds at the moment.</summary>
public sealed record KeyCounters
{
    public required long Requests { get; init; }

    public required long Refused { get; init; }

    public required TokenCounts Tokens { get; init; }

    public required long TotalTokens { get; init; }

    public required decimal CostUsd { get; init; }

    public required long Estimated { get; init; }

    public required long Unpriced { get; init; }

    public required long InFlight { get; init; }

    public required long HeldTokens { get; init; }

    public required decimal HeldCostUsd { get; init; }

    public bool HoldsNothing => InFlight == 0 && HeldTokens == 0 && HeldCostUsd == 0;

    /// <summary>Reads a key object of the admin API, or what <c>GET /v1/key</c> answers.</summary>
    public static KeyCounters Of(JsonElement key)
    {
        var usage = key.GetProperty("usage");
        var (lifetime, period) = (usage.GetProperty("lifetime"), usage.GetProperty("period"));
        long Count(string name) => lifetime.GetProperty(name).GetInt64();
        return new KeyCounters
        {
            Requests = Count("requests"),
            Refused = Count("refused"),
            Tokens = new(Count("input_tokens"), Count("output_tokens"), Count("cached_input_tokens"), Count("cache_write_tokens")),
            TotalTokens = Count("total_tokens"),
            CostUsd = lifetime.GetProperty("cost_usd").GetDecimal(),
            Estimated = Count("estimated_requests"),
            Unpriced = Count("unpriced_requests"),
            InFlight = usage.GetProperty("in_flight").GetInt64(),
            HeldTokens = period.GetProperty("held_tokens").GetInt64(),
            HeldCostUsd = period.GetProperty("held_cost_usd").GetDecimal(),
        };
    }
}
