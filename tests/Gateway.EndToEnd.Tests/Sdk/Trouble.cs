namespace Gateway.EndToEnd.Tests.Sdk;

/// <summary>What an SDK has to turn into an exception.</summary>
public enum Trouble
{
    UnknownKey,
    DisabledKey,
    ModelNotAllowed,
    Quota,
    Rate,
    DeadProvider,
}
