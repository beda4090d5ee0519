using CsCheck;
using Gateway.Testing.Fuzzing;
using Gateway.Testing.Samples.Requests;
using Xunit;

namespace Gateway.Tests.Wire.Completions;

/// <summary>The fuzz target on inputs of our own making, so that it cannot rot between two campaigns.</summary>
public sealed class RequestFuzzTargetTests
{
    [Fact]
    public void It_accepts_every_sample()
    {
        foreach (CompletionRequestSample sample in CompletionRequestSamples.All)
        {
            RequestFuzzTarget.Run((byte[])[(byte)sample.Route, 7, .. sample.Bytes]);
            RequestFuzzTarget.Run((byte[])[(byte)((int)sample.Route + 8), 0, .. sample.Bytes]);
        }
    }

    [Fact]
    public void It_accepts_damaged_samples() =>
        Gen.Select(
                Gen.OneOf(CompletionRequestSamples.All.ToArray()),
                Gen.Select(Gen.Double.Unit, Gen.OneOf("{}[]\",:\\ \0xu/-0e.n"u8.ToArray())).Array[0, 4],
                Gen.Byte,
                Gen.Bool)
            .Sample(
                (sample, damage, split, deep) =>
                {
                    byte[] body = sample.Bytes;
                    foreach ((double where, byte what) in damage)
                    {
                        body[(int)(where * (body.Length - 1))] = what;
                    }

                    RequestFuzzTarget.Run((byte[])[(byte)((int)sample.Route + (deep ? 8 : 0)), split, .. body]);
                },
                iter: 3000);

    [Fact]
    public void It_accepts_noise_in_a_form() =>
        Gen.OneOf("--b", "\r\n--b", "\r\n", "Content-Disposition: form-data; name=\"model\"", "Content-Disposition: form-data; name=", "m", "\"", ";", "--", "{", "\"model\":\"m\"").Array[0, 20].Sample(
            pieces => RequestFuzzTarget.Run((byte[])[0, (byte)pieces.Length, .. System.Text.Encoding.UTF8.GetBytes(string.Concat(pieces))]),
            iter: 3000);
}
