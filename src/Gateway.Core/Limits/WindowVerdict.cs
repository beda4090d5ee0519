namespace Gateway.Core.Limits;

/// <summary>What a <see cref="SlidingWindow"/> answers to one request.</summary>
public enum WindowVerdict : byte
{
    /// <summary>There is room, and (unless it was only looked for) it has been taken.</summary>
    Admitted,

    /// <summary>The window is full; nothing was taken.</summary>
    Refused,

    /// <summary>The window has been frozen for a successor: read the policy and the window's reference again.</summary>
    Moved,
}
