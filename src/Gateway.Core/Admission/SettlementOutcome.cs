namespace Gateway.Core.Admission;

/// <summary>What a settlement did.</summary>
public enum SettlementOutcome : byte
{
    /// <summary>Nothing: the reservation had been settled, or never made.</summary>
    AlreadySettled,

    /// <summary>The hold has become the charge, or has been given back.</summary>
    Settled,

    /// <summary>The same, and a strict key was charged more than its worst case: to be counted and logged.</summary>
    AboveBound,
}
