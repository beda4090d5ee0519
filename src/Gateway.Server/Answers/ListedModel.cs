namespace Gateway.Server.Answers;

/// <summary>A model as a provider's own list names it.</summary>
/// <param name="Id">What a request calls it.</param>
/// <param name="Created">Unix seconds; 0 if the provider does not say.</param>
/// <param name="OwnedBy">Who made it, as far as the provider says; else the provider's name.</param>
public sealed record ListedModel(string Id, long Created, string OwnedBy);
