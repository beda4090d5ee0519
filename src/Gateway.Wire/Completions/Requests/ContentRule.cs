namespace Gateway.Wire.Completions.Requests;

/// <summary>What the presence or the value of a member says about a request's cost. Immutable.</summary>
/// <param name="Kind">How the value is judged.</param>
/// <param name="Reason">What is wrong with a request whose value does not please.</param>
/// <param name="Related">A member below this one that the judgement needs; -1 if none.</param>
/// <param name="Instead">A member below this one that may stand for a missing <paramref name="Related"/>; -1 if none.</param>
/// <param name="Allowed">The strings that please.</param>
internal sealed record ContentRule(
    ContentRuleKind Kind,
    UnboundedReasons Reason = UnboundedReasons.None,
    int Related = -1,
    int Instead = -1,
    params byte[][] Allowed);
