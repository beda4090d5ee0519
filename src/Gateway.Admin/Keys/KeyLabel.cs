namespace Gateway.Admin.Keys;

/// <summary>What keys are found by.</summary>
internal enum KeyLabel
{
    /// <summary><c>project</c>.</summary>
    Project,

    /// <summary><c>environment</c>.</summary>
    Environment,

    /// <summary><c>owner</c>.</summary>
    Owner,
}
