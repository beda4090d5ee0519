namespace Gateway.Benchmarks.Parse;

/// <summary>A benchmark that measures a wrong answer measures nothing.</summary>
internal static class WrongAnswer
{
    public static void If(bool isWrong)
    {
        if (isWrong)
            throw new InvalidOperationException("The answer is wrong, so the time means nothing.");
    }
}
