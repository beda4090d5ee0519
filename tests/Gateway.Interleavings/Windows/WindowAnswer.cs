namespace Gateway.Interleavings.Windows;

/// <summary>
/// One answer as a caller saw it. <paramref name="Window"/> numbers the windows of a key in the order in which they followed one another;
/// <paramref name="Wait"/> counts on refusals only.
/// </summary>
public readonly record struct WindowAnswer(bool Admitted, long At, long Wait, int Limit, long Window);
