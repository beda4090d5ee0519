using Gateway.Core;
using Gateway.Core.Admission;
using Gateway.Core.Keys;
using Gateway.Core.Limits;
using Gateway.Core.Prices;

namespace Gateway.Benchmarks.Admit;

/// <summary>
/// A key with all limits on, none of which is ever met, and one thread's way of using it: time passes with each request so that each opens a slot of
/// the window, the dearest case. The bounds of the process hold: 2^53 tokens, 10^9 USD.
/// </summary>
public sealed class HotKey
{
    /// <summary>With <see cref="TicksPerRequest"/>, every request opens a slot of the window.</summary>
    private const int PerMinute = 600;

    private const long TicksPerRequest = 1_001;

    private static readonly ModelPrice Price = new(new(150_000, 600_000, 75_000), contextWindow: 128_000, maxOutputTokens: 16_384);

    private long _now = 1;

    public HotKey(ApiKey key) => Key = key;

    public ApiKey Key { get; }

    public static ApiKey Create(int index, int maxInFlight = 1 << 18, int perMinute = PerMinute)
    {
        KeyRecord record = new()
        {
            Id = $"{index:D12}",
            Version = 1,
            ChangedAt = 1,
            CreatedAt = 1,
            Name = $"key {index}",
            ExpiresAt = long.MaxValue - 1,
            CostLimitNano = AmountBounds.MaxCostLimitNano,
            TokenLimit = AmountBounds.MaxTokenLimit,
            RequestsPerMinute = perMinute,
            MaxInFlight = maxInFlight,
            AllowedModels = ["claude-*", "gpt-4o*"],
            Enforcement = Enforcement.Strict,
        };
        return new(record.Id, new(record, new NoReset(), new SharedParts()), 1);
    }

    /// <summary>Admits, and never refuses.</summary>
    public void Admit(ref Reservation reservation)
    {
        _now += TicksPerRequest;
        Admit(ref reservation, _now);
    }

    /// <summary>The same at a given time.</summary>
    public void Admit(ref Reservation reservation, long now)
    {
        var reason = Ask(ref reservation, now);
        if (reason != RefusalReason.None)
            throw new InvalidOperationException($"The benchmark refused itself: {reason}.");
    }

    /// <summary>Asks, and may be refused.</summary>
    public RefusalReason Ask(ref Reservation reservation, long now)
    {
        AdmissionRequest request = new() { Model = "gpt-4o-mini"u8, Price = Price, Shape = new(2_000) { OutputCap = 500 } };
        return Key.TryAdmit(request, new(now, 1_000), ref reservation, out _);
    }

    public static void Settle(ref Reservation reservation)
    {
        if (!Charge.TryOf(new(480, 120, 100), Price, out var charge) || reservation.Charge(charge) != SettlementOutcome.Settled)
            throw new InvalidOperationException("The benchmark did not settle.");
        reservation.Release();
    }

    /// <summary>Everything that was settled is there, and nothing else.</summary>
    public void CheckQuiet()
    {
        var usage = Key.Usage(new(_now, 1_000));
        if (usage is not { InFlight: 0, HeldTokens: 0, HeldCostNano: 0 } || usage.Lifetime.TotalTokens != usage.Lifetime.Requests * 600)
            throw new InvalidOperationException($"The books are wrong: {usage}");
    }
}
