using Gateway.Fuzz.Targets;
using Gateway.Testing.Processes;
using Xunit;

namespace Gateway.Tests.Fuzz;

/// <summary>Every seed and every kept finding of the fuzz targets runs without a complaint.</summary>
public class FuzzTargetTests
{
    public static TheoryData<string> Names => [.. FuzzTarget.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_seeds_are_read_the_same_in_pieces(string name)
    {
        var target = FuzzTarget.Of(name);
        Assert.NotEmpty(target.Seeds);
        foreach (byte[] seed in target.Seeds)
        {
            target.Run(seed);
            for (int length = 0; length < seed.Length; length += 1 + (seed.Length / 40))
                target.Run(seed[..length]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_was_found_once_stays_mended(string name)
    {
        string folder = Path.Combine(Repository.Root, "tests", "Gateway.Fuzz", "Findings", name);
        foreach (string file in Directory.Exists(folder) ? Directory.GetFiles(folder) : [])
            FuzzTarget.Of(name).Run(File.ReadAllBytes(file));
    }

    [Fact]
    public void A_target_complains_when_two_readings_differ() =>
        Assert.Throws<InvalidOperationException>(() => Pieces.MustAgree("one", "another"));

    [Fact]
    public void Pieces_end_where_the_input_does()
    {
        foreach (int length in new[] { 1, 256, 257, 5000 })
        {
            int[] ends = [.. Pieces.Ends(new byte[length])];
            Assert.Equal(length, ends[^1]);
            Assert.Equal(ends.Order().Distinct(), ends);
        }
    }
}
