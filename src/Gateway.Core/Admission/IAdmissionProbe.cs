namespace Gateway.Core.Admission;

/// <summary>
/// Told at the places of an admission where threads meet, so that tests can count and provoke each. A struct type argument: with <see cref="NoAdmissionProbe"/>
/// the compiler leaves nothing of it.
/// </summary>
internal interface IAdmissionProbe
{
    /// <summary>There was room in everything, and nothing has been taken yet.</summary>
    static abstract void Looked();

    /// <summary>A word of tokens, cost or in flight has been read and is about to be exchanged.</summary>
    static abstract void AboutToTake();

    /// <summary>A compare-and-swap on tokens, cost or in flight was lost to another thread.</summary>
    static abstract void LostRace();

    /// <summary>The look found room that was gone when it was to be taken: what was taken before it is given back.</summary>
    static abstract void GaveBack();

    /// <summary>The window was frozen for a successor: everything is decided again, under the policy in force now.</summary>
    static abstract void StartedAgain();
}

/// <summary>Nobody listens: what production uses.</summary>
internal readonly struct NoAdmissionProbe : IAdmissionProbe
{
    public static void Looked()
    {
    }

    public static void AboutToTake()
    {
    }

    public static void LostRace()
    {
    }

    public static void GaveBack()
    {
    }

    public static void StartedAgain()
    {
    }
}
