namespace Gateway.Interleavings.Windows;

/// <summary>Which window a scenario runs on: the one that ships, its plain model, or a twin of the model with one thing wrong that looks right.</summary>
public enum WindowKind
{
    /// <summary>What ships.</summary>
    Production,

    /// <summary>The same algorithm, written plainly. Every test that catches a twin must pass it, so that the flaw is what is caught.</summary>
    Model,

    /// <summary>Slots do not say which lap they belong to.</summary>
    WithoutLap,

    /// <summary>An admission's instant is its own clock reading, even if a newer admission is there.</summary>
    InstantIsReading,

    /// <summary>The cursor is claimed first and the slot written second.</summary>
    CursorFirst,

    /// <summary>With one slot, a lagging cursor is waited for and not pushed on.</summary>
    LoneSlotWaits,

    /// <summary>The successor copies the slots without freezing them.</summary>
    CopiesWithoutFreezing,

    /// <summary>A window is replaced if its limit differs, whatever its version.</summary>
    ComparesLimits,

    /// <summary>What a smaller limit has no room for is dropped.</summary>
    ForgetsLeftOver,

    /// <summary>An idle window is taken away without freezing it.</summary>
    RetiresWithoutFreezing,

    /// <summary>An idle window leaves nothing behind, so that old clock readings count again.</summary>
    RetiresToNothing,
}
