namespace Gateway.Server.Connections;

/// <summary>What the intake of a request has come to.</summary>
internal enum IntakeStep : byte
{
    /// <summary>There is more to come.</summary>
    NeedMore,

    /// <summary>All that admission needs is there.</summary>
    Ready,

    /// <summary>The gateway answers itself.</summary>
    Answer,

    /// <summary>The client went away in the middle of it.</summary>
    Ended,
}
