using CsCheck;
using Gateway.Testing.Samples.Responses;
using Gateway.Wire.Completions;
using Xunit;

namespace Gateway.Tests.Wire.Completions;

public sealed class UsageMutationTests
{
    private static readonly Gen<(int At, byte Value, int Kind)> Change = Gen.Select(
        Gen.Int[0, int.MaxValue - 1],
        Gen.OneOf(Gen.Byte, Gen.OneOf<byte>((byte)'"', (byte)'\\', (byte)'{', (byte)'}', (byte)'[', (byte)']', (byte)'\n', (byte)'\r', (byte)':', (byte)',')),
        Gen.Int[0, 4]);

    private static readonly Gen<byte[]> Mutated = Gen.Select(Gen.Int[0, ResponseSamples.All.Count - 1], Change.Array[0, 12], (sample, changes) =>
    {
        List<byte> body = [.. ResponseSamples.All[sample].Body];
        foreach (var (at, value, kind) in changes)
        {
            var index = at % body.Count;
            switch (kind)
            {
                case 0:
                    body.Insert(index, value);
                    break;
                case 1:
                    body.RemoveRange(index, Math.Min(body.Count - index - 1, value));
                    break;
                case 2:
                    body.InsertRange(index, body.GetRange(index, Math.Min(body.Count - index, value)));
                    break;
                default:
                    body[index] = value;
                    break;
            }
        }

        return body.ToArray();
    });

    private static readonly Gen<CompletionRoute> Route = Gen.Enum<CompletionRoute>();

    private static readonly Gen<ResponseForm> Form = Gen.Frequency(
        (4, Gen.Const(ResponseForm.EventStream)), (1, Gen.Const(ResponseForm.Json)), (1, Gen.Const(ResponseForm.JsonArray)));

    [Fact]
    public void Whatever_the_bytes_and_however_split_the_scan_is_the_same_and_nothing_is_lost_but_an_event()
    {
        Gen.Select(Mutated, Route, Form, Gen.Bool, Gen.Int[0, int.MaxValue - 1].Array[0, 20]).Sample(
            (body, route, form, hides, cuts) =>
            {
                int[] splits = [.. cuts.Select(c => c % (body.Length + 1)).Order()];
                var whole = UsageScan.Of(new UsageScanner(), route, form, body, hides);
                var pieces = UsageScan.Of(new UsageScanner(), route, form, body, hides, splits);
                Assert.Equal(whole, pieces);
                Assert.InRange(whole.Visible.Length, 0, body.Length);
                Assert.False(whole.IsFinal && whole.Usage is null);
            },
            iter: 10_000);
    }

    [Fact]
    public void Random_bytes_are_survived()
    {
        var scanner = new UsageScanner();
        Gen.Select(Gen.OneOf(Gen.Byte.Array[0, 300], Gen.OneOf("data: {}[]\"\\\n\r:usage,1chois"u8.ToArray()).Array[0, 300]), Route, Form, Gen.Bool).Sample(
            (body, route, form, hides) => Assert.InRange(UsageScan.Of(scanner, route, form, body, hides).Visible.Length, 0, body.Length),
            iter: 20_000,
            threads: 1);
    }
}
