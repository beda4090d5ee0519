namespace Gateway.Core.Prices;

/// <summary>Prices that hold for a whole request, output included, once its input is above a number of tokens.</summary>
/// <param name="AboveInputTokens">The most input that does not yet meet them.</param>
/// <param name="Rates">The prices.</param>
public readonly record struct PriceTier(long AboveInputTokens, TokenRates Rates);
