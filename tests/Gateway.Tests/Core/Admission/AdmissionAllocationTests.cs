using Gateway.Core;
using Gateway.Core.Admission;
using Gateway.Core.Keys;
using Gateway.Core.Limits;
using Gateway.Core.Prices;
using Gateway.Interleavings.Keys;
using Gateway.Testing.Probes;
using Xunit;

namespace Gateway.Tests.Core.Admission;

public sealed class AdmissionAllocationTests
{
    [Theory]
    [InlineData(Enforcement.Estimate)]
    [InlineData(Enforcement.Strict)]
    public void A_warm_key_admits_settles_and_refuses_without_allocating(Enforcement enforcement)
    {
        AllocationProbe.SelfTest();
        var key = TestKey.Create(TestKey.Record with
        {
            CostLimitNano = AmountBounds.MaxCostLimitNano,
            TokenLimit = AmountBounds.MaxTokenLimit,
            RequestsPerMinute = 2_500,
            MaxInFlight = 1,
            ResetPeriod = ResetPeriod.Yearly,
            AllowedModels = ["claude-*", "gpt-*"],
            Enforcement = enforcement,
            ExpiresAt = long.MaxValue - 1,
        });
        ModelPrice price = new(new(1_000, 2_000, 100), maxOutputTokens: 1_000);
        Reservation reservation = default, second = default;
        int admitted = 0, refused = 0;
        Assert.Equal(0, AllocationProbe.OnThisThread(() =>
        {
            TimeReading now = new(1_000, 1_000);
            AdmissionRequest request = new() { Model = "gpt-4o"u8, Price = price, Shape = new(1_000) };
            if (key.TryAdmit(request, now, ref reservation, out _) == RefusalReason.None)
                admitted++;
            if (key.TryAdmit(request, now, ref second, out _) != RefusalReason.None)
                refused++;
            RateLimitState.Of(key, now);
            Charge.TryOf(new(100, 50, 10), price, out var charge);
            reservation.Charge(charge);
            reservation.Release();
        }));
        Assert.Equal((2_000, 2_000), (admitted, refused));
    }
}
