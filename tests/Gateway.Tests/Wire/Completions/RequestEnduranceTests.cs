using System.Text;
using CsCheck;
using Gateway.Testing.Probes;
using Gateway.Testing.Samples.Requests;
using Gateway.Wire.Completions;
using Xunit;
using Route = Gateway.Wire.Completions.CompletionRoute;

namespace Gateway.Tests.Wire.Completions;

/// <summary>Hostile, huge and endless bodies.</summary>
public sealed class RequestEnduranceTests
{
    [Fact]
    public void Any_bytes_are_survived_and_read_the_same_over_any_split() =>
        Gen.Select(Gen.OneOf((byte[])[.. "{}[]\",:\\ \n0demoltru"u8, 0, 0xC3, 0xFF]).Array[0, 60], Gen.Int[1, 9].Array[0, 30], Gen.Bool).Sample(Agree, iter: 3000);

    [Fact]
    public void Damaged_requests_are_survived_and_read_the_same_over_any_split() =>
        Gen.Select(Gen.OneOf(CompletionRequestSamples.All.ToArray()), Gen.Select(Gen.Double.Unit, Gen.OneOf("{}[]\",:\\ \0xu/"u8.ToArray())).Array[1, 4], Gen.Int[1, 50].Array[0, 60]).Sample(
            (sample, damage, cuts) =>
            {
                byte[] body = sample.Bytes;
                foreach ((double where, byte what) in damage)
                {
                    body[(int)(where * (body.Length - 1))] = what;
                }

                string whole = RequestReading.Describe(RequestReading.Scan(sample.Route, body, deep: true));
                Assert.Equal(whole, RequestReading.Describe(RequestReading.Scan(sample.Route, body, deep: true, cuts)));
            },
            iter: 3000);

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [InlineData("[{\"model\":[")]
    public void A_million_brackets_are_malformed_and_cost_no_stack(string open)
    {
        string nested = string.Concat(Enumerable.Repeat(open, 1_000_000));
        foreach (string before in (string[])["{\"messages\":", "{\"messages\":[{\"content\":[{\"x\":", ""])
        {
            RequestScanner scanner = RequestReading.Scan(Route.ChatCompletions, before + nested, deep: true);
            Assert.Equal(RequestFault.NotJson, scanner.Fault);
            Assert.True(scanner.IsMalformed);
        }
    }

    [Fact]
    public void A_number_of_a_megabyte_is_no_cap_and_no_harm()
    {
        RequestScanner scanner = RequestReading.Scan(Route.ChatCompletions, "{\"max_tokens\":" + new string('9', 1 << 20) + ",\"model\":\"m\"}", deep: true);
        Assert.True(scanner.HasModel);
        Assert.Equal(-1, scanner.Shape.OutputCap);
    }

    [Fact]
    public void Megabytes_of_images_before_the_model_are_passed_over_without_keeping_them()
    {
        RequestScanner scanner = new();
        byte[] image = new byte[64 * 1024];
        image.AsSpan().Fill((byte)'A');
        byte[] open = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,"u8.ToArray();
        byte[] close = "\"}}]}],\"model\":\"m\"}"u8.ToArray();
        Pass(scanner, open, image, 2, close);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Pass(scanner, open, image, 1600, close);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(scanner.Model.SequenceEqual("m"u8));
        Assert.True(scanner.Shape.BodyBytes > 100_000_000);
        Assert.Equal(1, scanner.Shape.InlineImages);
        Assert.True(scanner.Shape.IsBounded);
    }

    [Fact]
    public void A_warm_scanner_allocates_nothing()
    {
        AllocationProbe.SelfTest();
        RequestScanner scanner = new();
        BodyEdit[] edits = new BodyEdit[RequestScanner.MaxEdits];
        (Route Route, byte[] Body)[] samples = [.. CompletionRequestSamples.All.Select(sample => (sample.Route, sample.Bytes))];
        byte[] boundary = "b"u8.ToArray();
        byte[] form = "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nm\r\n--b--"u8.ToArray();
        long allocated = AllocationProbe.OnThisThread(
            () =>
            {
                foreach ((Route route, byte[] body) in samples)
                {
                    for (int deep = 0; deep < 2; deep++)
                    {
                        scanner.Begin(route, RequestContent.Json, default, deep == 1);
                        scanner.Feed(body.AsSpan(0, body.Length / 2));
                        scanner.Feed(body.AsSpan(body.Length / 2));
                        scanner.End();
                        scanner.PlanEdits(scanner.Model.IndexOf((byte)'/') + 1, addIncludeUsage: true, edits);
                        _ = scanner.Shape;
                    }
                }

                scanner.Begin(Route.None, RequestContent.Multipart, boundary);
                scanner.Feed(form);
                scanner.End();
            },
            warmUp: 100,
            runs: 100);
        Assert.Equal(0, allocated);
    }

    private static void Agree(byte[] noise, int[] cuts, bool inside)
    {
        byte[] body = inside ? [.. "{\"model\":\"p/m\",\"stream\":true,\"messages\":"u8, .. noise, .. "}"u8] : noise;
        string whole = RequestReading.Describe(RequestReading.Scan(Route.ChatCompletions, body, deep: true));
        Assert.Equal(whole, RequestReading.Describe(RequestReading.Scan(Route.ChatCompletions, body, deep: true, cuts)));
    }

    private static void Pass(RequestScanner scanner, byte[] open, byte[] image, int times, byte[] close)
    {
        scanner.Begin(Route.ChatCompletions, RequestContent.Json, default, deep: true);
        scanner.Feed(open);
        for (int i = 0; i < times; i++)
        {
            scanner.Feed(image);
        }

        scanner.Feed(close);
        scanner.End();
    }
}
