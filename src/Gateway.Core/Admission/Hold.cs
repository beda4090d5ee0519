namespace Gateway.Core.Admission;

/// <summary>What a request takes out of a period until it is settled.</summary>
/// <param name="Tokens">0 to 2^31.</param>
/// <param name="CostNano">Nano-dollars, 0 to 2^42.</param>
internal readonly record struct Hold(long Tokens, long CostNano);
