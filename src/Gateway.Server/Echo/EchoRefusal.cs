namespace Gateway.Server.Echo;

/// <summary>Why echo does not answer, in the terms of OpenAI's error envelope.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Message">What to do.</param>
/// <param name="Param">The member at fault, or null.</param>
/// <param name="Code">Code, or null.</param>
internal sealed record EchoRefusal(int Status, string Message, string? Param = null, string? Code = null);
