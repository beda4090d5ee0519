using Gateway.Core;
using Gateway.Core.Admission;
using Gateway.Core.Keys;
using Gateway.Core.Limits;
using Gateway.Interleavings.Keys;
using Xunit;

namespace Gateway.Tests.Core.Admission;

/// <summary>Sixty-four threads let go at once against room for one, again and again.</summary>
[Collection("Soak")]
public sealed class CrowdTests
{
    private const int Crowd = 64;
    private const int Rounds = 60;

    public static readonly TheoryData<KeyRecord, RefusalReason> RoomForOne = new()
    {
        { TestKey.Record with { TokenLimit = 1 }, RefusalReason.TokensHeld },
        { TestKey.Record with { CostLimitNano = 1 }, RefusalReason.CostHeld },
        { TestKey.Record with { TokenLimit = 999, Enforcement = Enforcement.Strict }, RefusalReason.TokensHeld },
        { TestKey.Record with { CostLimitNano = 199, Enforcement = Enforcement.Strict }, RefusalReason.CostHeld },
        { TestKey.Record with { MaxInFlight = 1 }, RefusalReason.TooManyInFlight },
        { TestKey.Record with { RequestsPerMinute = 1 }, RefusalReason.RateLimited },
    };

    [Theory]
    [MemberData(nameof(RoomForOne))]
    public void Exactly_one_of_sixty_four_gets_the_room(KeyRecord record, RefusalReason expected)
    {
        var key = TestKey.Create(record);
        var reasons = new RefusalReason[Crowd];
        var reservations = new Reservation[Crowd];
        var round = 0;
        TimeReading Now() => new(1_000 + (round * SlidingWindow.MinuteTicks), 1_000);
        using Barrier barrier = new(Crowd, _ =>
        {
            // All have asked: judge, and make room again.
            if (round++ % 2 == 0)
                return;
            Assert.Single(reasons, RefusalReason.None);
            Assert.Equal(Crowd - 1, reasons.Count(reason => reason == expected));
            var usage = key.Usage(Now());
            Assert.Equal((1, 500, 100), (usage.InFlight, usage.HeldTokens, usage.HeldCostNano));
            for (var i = 0; i < Crowd; i++)
                reservations[i].Release();
        });
        Exception? fault = null;
        var threads = Enumerable.Range(0, Crowd).Select(i => new Thread(() =>
        {
            try
            {
                for (var r = 0; r < Rounds; r++)
                {
                    barrier.SignalAndWait();
                    reasons[i] = Asked.Admit(key, 500, 100, Now(), ref reservations[i]);
                    barrier.SignalAndWait();
                }
            }
            catch (BarrierPostPhaseException exception)
            {
                Interlocked.CompareExchange(ref fault, exception.InnerException, null);
            }
        }, maxStackSize: 256 * 1024)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Null(fault);
        Assert.Equal(Rounds * (Crowd - 1), key.Usage(Now()).Lifetime.Refused);
    }
}
