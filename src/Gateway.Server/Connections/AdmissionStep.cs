namespace Gateway.Server.Connections;

/// <summary>Where an exchange goes next.</summary>
internal enum AdmissionStep : byte
{
    /// <summary>To the provider (again).</summary>
    Forward,

    /// <summary>The gateway answers itself.</summary>
    Answer,

    /// <summary>Nowhere: the response is over, or cut.</summary>
    Done,
}
