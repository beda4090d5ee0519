using CsCheck;
using Gateway.Core;
using Gateway.Core.Admission;
using Gateway.Core.Keys;
using Gateway.Core.Limits;
using Gateway.Interleavings.Keys;
using Xunit;

namespace Gateway.Tests.Core.Admission;

/// <summary>Random histories of one key against <see cref="NaiveKey"/>, which keeps lists and adds them up: every answer and every number must agree.</summary>
public sealed class AdmissionModelTests
{
    private static readonly Gen<KeyRecord> AnyLimits =
        from cost in Gen.OneOf(Gen.Const((long?)null), Gen.Long[0, 2_000].Select(v => (long?)v))
        from tokens in Gen.OneOf(Gen.Const((long?)null), Gen.Long[0, 3_000].Select(v => (long?)v))
        from rate in Gen.OneOf(Gen.Const((int?)null), Gen.Int[1, 12].Select(v => (int?)v))
        from flight in Gen.OneOf(Gen.Const((int?)null), Gen.Int[1, 5].Select(v => (int?)v))
        from strict in Gen.Bool
        from period in Gen.Int[0, 2]
        select TestKey.Record with
        {
            CostLimitNano = cost,
            TokenLimit = tokens,
            RequestsPerMinute = rate,
            MaxInFlight = flight,
            Enforcement = strict ? Enforcement.Strict : Enforcement.Estimate,
            ResetPeriod = (ResetPeriod)period,
        };

    // Kind, two amounts, and how far the clocks go before.
    private static readonly Gen<(int Kind, long Tokens, long Cost, int Ticks)> AnyStep =
        Gen.Select(Gen.Int[0, 99], Gen.Long[256, 900], Gen.Long[0, 700], Gen.OneOf(Gen.Int[0, 3], Gen.Int[0, 60], Gen.Int[0, 200_000]));

    [Fact]
    public void Every_history_agrees_with_the_oracle() =>
        Gen.Select(AnyLimits, AnyLimits.Array[1, 4], AnyStep.Array[1, 120]).Sample(
            (first, later, steps) => Run(first, later, steps), iter: 1_500, print: t => $"{t.Item1}\n{string.Join("\n", t.Item3)}");

    private static void Run(KeyRecord first, KeyRecord[] later, (int Kind, long Tokens, long Cost, int Ticks)[] steps)
    {
        var key = TestKey.Create(first);
        NaiveKey oracle = new(key.Policy);
        var reservations = new Reservation[steps.Length];
        var changes = 0;
        TimeReading now = new(1_000, 1_000);
        for (var i = 0; i < steps.Length; i++)
        {
            var (kind, tokens, cost, ticks) = steps[i];
            now = new(now.Monotonic + ticks, now.Wall + (ticks % 97));
            var chosen = i == 0 ? 0 : (int)(tokens % i);
            switch (kind)
            {
                case < 55:
                    Assert.Equal(oracle.Admit(i, tokens, cost, now), Asked.Admit(key, tokens, cost, now, ref reservations[i]));
                    break;
                case < 75:
                    Assert.Equal(oracle.Charge(chosen, tokens, cost), reservations[chosen].Charge(Asked.Charge(tokens, cost)) != SettlementOutcome.AlreadySettled);
                    break;
                case < 80:
                    oracle.Cancel(chosen);
                    reservations[chosen].Cancel();
                    break;
                case < 92:
                    oracle.Release(chosen);
                    reservations[chosen].Release();
                    break;
                case < 94:
                    oracle.Reset(now.Wall);
                    key.ResetUsage(now.Wall);
                    break;
                case < 96:
                    key.RetireIdle(now, SlidingWindow.Retired(now.Monotonic));
                    break;
                default:
                    TestKey.Change(key, later[changes++ % later.Length], now.Wall);
                    oracle.Policy = key.Policy;
                    break;
            }

            oracle.AssertSame(key, now);
        }

        for (var i = 0; i < steps.Length; i++)
        {
            oracle.Release(i);
            reservations[i].Release();
        }

        oracle.AssertSame(key, now);
        var quiet = key.Usage(now);
        Assert.Equal((0, 0, 0), (quiet.InFlight, quiet.HeldTokens, quiet.HeldCostNano));
    }
}
