namespace Gateway.Core.Keys;

/// <summary>What keys are filtered, grouped and totalled by. Immutable; keys with equal labels share one instance (<see cref="SharedParts"/>).</summary>
/// <param name="Project">The project.</param>
/// <param name="Environment">Production, staging; null if none was given.</param>
/// <param name="Owner">A team or a person; null if none was given.</param>
public sealed record KeyLabels(string Project, string? Environment, string? Owner);
