using System.Diagnostics;
using Gateway.Core;
using Gateway.Core.Admission;
using Gateway.Core.Keys;
using Gateway.Core.Limits;
using Gateway.Core.Prices;
using Gateway.Interleavings.Keys;
using Xunit;

namespace Gateway.Tests.Core.Admission;

/// <summary>Threads on one strict key without pause, while its rate changes, its periods end and are reset, and somebody watches.</summary>
[Collection("Soak")]
public sealed class AdmissionSoakTests
{
    private const long Limit = 200_000;
    private static readonly ModelPrice Price = new(new(0, 1_000), maxOutputTokens: 1_000);

    private static readonly KeyRecord Record = TestKey.Record with
    {
        TokenLimit = Limit,
        CostLimitNano = Limit,
        MaxInFlight = 3,
        RequestsPerMinute = 50_000_000,
        Enforcement = Enforcement.Strict,
        ResetPeriod = ResetPeriod.Hourly,
    };

    [Fact]
    public void Under_contention_nothing_is_lost_nothing_is_overdrawn_and_everything_adds_up()
    {
        (AdmissionProbe.Lost, AdmissionProbe.GivenBack, AdmissionProbe.Again) = (0, 0, 0);
        var key = TestKey.Create(Record);
        Clock clock = new();
        Account[] accounts = [new(), new(), new(), new()];
        var stop = false;
        string? fault = null;
        var threads = accounts.Select((account, seed) => new Thread(() => Request(key, clock, account, seed, ref stop))).ToList();
        threads.Add(new(() => Administer(key, clock, ref stop)));
        threads.Add(new(() => Watch(key, clock, ref fault, ref stop)));
        threads.ForEach(thread => thread.Start());
        var start = Stopwatch.GetTimestamp();
        while (!HasMet(Stopwatch.GetElapsedTime(start)))
            Thread.Sleep(20);
        Volatile.Write(ref stop, true);
        threads.ForEach(thread => thread.Join());

        Assert.Null(fault);
        var usage = key.Usage(clock.Now);
        Assert.Equal((0, 0L, 0L), (usage.InFlight, usage.HeldTokens, usage.HeldCostNano));
        Assert.Equal(accounts.Sum(a => a.Tokens), usage.Lifetime.TotalTokens);
        Assert.Equal(accounts.Sum(a => a.CostNano), usage.Lifetime.CostNano);
        Assert.Equal(accounts.Sum(a => a.Charges), usage.Lifetime.Requests);
        Assert.Equal(accounts.Sum(a => a.Refusals), usage.Lifetime.Refused);
        Assert.True(accounts.All(a => a.Charges > 100), "a thread was never admitted");
        Assert.True(AdmissionProbe.Lost > 0, "no compare-and-swap was ever lost: there was no contention");
        Assert.True(AdmissionProbe.GivenBack > 0, "nothing taken was ever given back: there was no contention");
        Assert.True(AdmissionProbe.Again > 0, "no window was ever found frozen: the rate's changes met nobody");
        TestContext.Current.SendDiagnosticMessage(
            $"{accounts.Sum(a => a.Charges)} charges, {accounts.Sum(a => a.Refusals)} refusals; lost {AdmissionProbe.Lost}, given back {AdmissionProbe.GivenBack}, again {AdmissionProbe.Again}");
    }

    private static bool HasMet(TimeSpan elapsed) =>
        elapsed.TotalSeconds > 10
        || (elapsed.TotalSeconds > 0.7 && AdmissionProbe.Lost > 0 && AdmissionProbe.GivenBack > 0 && AdmissionProbe.Again > 0);

    private static void Request(ApiKey key, Clock clock, Account account, int seed, ref bool stop)
    {
        Random random = new(seed);
        Reservation reservation = default;
        while (!Volatile.Read(ref stop))
        {
            AdmissionRequest request = new() { Price = Price, Model = "m"u8, Shape = new(random.Next(500)) { OutputCap = random.Next(1, 2_000) } };
            var reason = key.TryAdmit<AdmissionProbe>(request, clock.Now, ref reservation, out _);
            if (reason != RefusalReason.None)
            {
                account.Refusals++;
                continue;
            }

            if (random.Next(8) == 0)
                Thread.Yield();
            if (random.Next(4) != 0)
            {
                // Never more than was held, as a strict key's bound demands.
                var output = random.NextInt64(reservation.HeldCostNano + 1);
                Assert.True(Charge.TryOf(new(reservation.HeldTokens - reservation.HeldCostNano, output), Price, out var charge));
                Assert.Equal(SettlementOutcome.Settled, reservation.Charge(charge));
                account.Count(charge);
            }

            reservation.Release();
        }
    }

    private static void Administer(ApiKey key, Clock clock, ref bool stop)
    {
        for (var i = 0; !Volatile.Read(ref stop); i++)
        {
            TestKey.Change(key, Record with { RequestsPerMinute = i % 2 == 0 ? 60_000_000 : 50_000_000 });
            if (i % 3 == 0)
                key.ResetUsage(clock.Now.Wall);
            else
                clock.Advance();
            Thread.Yield();
        }
    }

    private static void Watch(ApiKey key, Clock clock, ref string? fault, ref bool stop)
    {
        while (!Volatile.Read(ref stop))
        {
            var usage = key.Usage(clock.Now);
            if (usage.HeldTokens < 0 || usage.HeldCostNano < 0)
                fault = $"less than nothing held: {usage}";
            if (usage.PeriodTotals.TotalTokens + usage.HeldTokens > Limit || usage.PeriodTotals.CostNano + usage.HeldCostNano > Limit)
                fault = $"more committed than {Limit}: {usage}";
            if (usage.InFlight is < 0 or > 3)
                fault = $"{usage.InFlight} in flight";
            Thread.Yield();
        }
    }

    private sealed class Account
    {
        internal long Tokens { get; private set; }

        internal long CostNano { get; private set; }

        internal long Charges { get; private set; }

        internal long Refusals { get; set; }

        internal void Count(in Charge charge)
        {
            Tokens += charge.TotalTokens;
            CostNano += charge.CostNano;
            Charges++;
        }
    }

    private sealed class Clock
    {
        private long _wall = 1_000;

        internal TimeReading Now
        {
            get
            {
                var wall = Volatile.Read(ref _wall);
                return new(wall, wall);
            }
        }

        internal void Advance() => Interlocked.Add(ref _wall, 37);
    }
}
