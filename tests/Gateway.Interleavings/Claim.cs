namespace Gateway.Interleavings;

/// <summary>What a scenario states about the outcome of its threads; a false statement is what the harness looks for.</summary>
public static class Claim
{
    public static void That(bool holds, string otherwise)
    {
        if (!holds)
            throw new BrokenInvariantException(otherwise);
    }
}

/// <summary>An interleaving was found in which an algorithm does not keep its promise.</summary>
public sealed class BrokenInvariantException(string message) : Exception(message);
