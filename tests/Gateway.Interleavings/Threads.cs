namespace Gateway.Interleavings;

/// <summary>The threads of a scenario. In the rewritten copy each Interlocked and Volatile call is a point where another may go on.</summary>
public static class Threads
{
    /// <summary>Runs all bodies at once, the first on this thread, and returns when all have ended; an exception of any is thrown.</summary>
    public static void Together(params Action[] bodies)
    {
        var others = new Task[bodies.Length - 1];
        for (var i = 0; i < others.Length; i++)
            others[i] = Task.Run(bodies[i + 1]);
        bodies[0]();
        Task.WaitAll(others);
    }
}
