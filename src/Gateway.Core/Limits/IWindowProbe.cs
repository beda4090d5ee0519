namespace Gateway.Core.Limits;

/// <summary>
/// Told at the places of a <see cref="SlidingWindow"/> where threads meet, so that tests can count and provoke each. A struct type argument:
/// with <see cref="NoWindowProbe"/> the compiler leaves nothing of it.
/// </summary>
internal interface IWindowProbe
{
    /// <summary>The cursor has been read, its slot not yet.</summary>
    static abstract void ReadCursor();

    /// <summary>The decision is made on what was read, and not yet swapped in.</summary>
    static abstract void Decided();

    /// <summary>A compare-and-swap on a slot was lost to another thread.</summary>
    static abstract void LostRace();

    /// <summary>The cursor that was read is no longer where the ring is.</summary>
    static abstract void StaleCursor();

    /// <summary>The next slot had been opened, the cursor not yet pushed on: this thread does it.</summary>
    static abstract void Helped();

    /// <summary>This thread has opened a slot and not yet pushed the cursor on.</summary>
    static abstract void Opened();

    /// <summary>A slot has been frozen, others may not be yet.</summary>
    static abstract void Froze();
}

/// <summary>Nobody listens: what production uses.</summary>
internal readonly struct NoWindowProbe : IWindowProbe
{
    public static void ReadCursor()
    {
    }

    public static void Decided()
    {
    }

    public static void LostRace()
    {
    }

    public static void StaleCursor()
    {
    }

    public static void Helped()
    {
    }

    public static void Opened()
    {
    }

    public static void Froze()
    {
    }
}
