namespace Gateway.Interleavings.Admissions;

/// <summary>What keeps the books of a strict key: what ships, a plain model of it, or the model with one flaw.</summary>
public enum BooksKind
{
    /// <summary>Admission and settlement as they ship.</summary>
    Production,

    /// <summary>The same in few lines, to show that the twins fail for their flaw alone.</summary>
    Model,

    /// <summary>Used and held are two words, and the decision adds them up.</summary>
    DecidesFromTwoWords,

    /// <summary>Adds its hold first and takes it back if that was too much.</summary>
    AddsThenChecks,

    /// <summary>Takes each dimension in turn without having looked at all of them.</summary>
    TakesWithoutLooking,

    /// <summary>The observer reads committed before used.</summary>
    ReadsCommittedFirst,

    /// <summary>The settlement adds to used before it corrects committed.</summary>
    SettlesUsedFirst,
}
