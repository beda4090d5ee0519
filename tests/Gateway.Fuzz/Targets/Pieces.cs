namespace Gateway.Fuzz.Targets;

/// <summary>How an input is cut the second time: byte by byte if it is short, else at places that depend on nothing but the input.</summary>
public static class Pieces
{
    private const int ShortLength = 256;

    public static IEnumerable<int> Ends(byte[] input)
    {
        int at = 0;
        while (at < input.Length)
        {
            at = input.Length <= ShortLength ? at + 1 : Math.Min(input.Length, at + 1 + ((input[at] * 7) % 61));
            yield return at;
        }
    }

    /// <summary>Throws if two readings of one input differ.</summary>
    public static void MustAgree(string whole, string pieces)
    {
        if (whole != pieces)
            throw new InvalidOperationException($"whole:\n{whole}\nin pieces:\n{pieces}");
    }
}
