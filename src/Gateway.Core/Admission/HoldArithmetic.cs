using Gateway.Core.Keys;
using Gateway.Core.Limits;
using Gateway.Core.Prices;

namespace Gateway.Core.Admission;

/// <summary>How much a request holds. Pure arithmetic over what any client may write: nothing overflows, nothing comes out negative.</summary>
internal static class HoldArithmetic
{
    /// <summary>Output to expect of a request without a cap.</summary>
    internal const long UncappedOutputTokens = 1024;

    /// <summary>What a provider may add to any request: template tokens and a default system prompt.</summary>
    internal const long ScaffoldTokens = 256;

    /// <summary>What a provider may add where tools are offered. Anthropic documents up to 530 tokens of system prompt for tool use (docs.anthropic.com, "Tool use", pricing).</summary>
    internal const long ToolScaffoldTokens = 1024;

    /// <summary>
    /// The most that an image in the body may count, whatever its bytes: 48 * 1024. A well-compressed image has fewer bytes than tokens. The dearest documented
    /// count is OpenAI's for gpt-4o-mini, 2,833 + 5,667 for each of at most 8 tiles (2,048 by 768 pixels in squares of 512) = 48,169
    /// (platform.openai.com/docs/guides/images-vision, "Calculating costs").
    /// </summary>
    internal const long ImageTokens = 48 * 1024;

    /// <summary>What a metered request holds under a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="request">The request.</param>
    /// <param name="hold">The hold.</param>
    /// <param name="isWorstCase">Whether the hold is a bound that must not be exceeded; for strict keys that have a limit to keep.</param>
    /// <returns>False if a bound is needed and there is none.</returns>
    internal static bool TryOf(KeyPolicy policy, in AdmissionRequest request, out Hold hold, out bool isWorstCase)
    {
        isWorstCase = policy.IsStrict && (policy.HasCostLimit || policy.HasTokenLimit);
        if (isWorstCase)
            return TryWorstCase(request.Shape, request.Price, out hold);
        hold = Estimate(request.Shape, request.Price);
        return true;
    }

    /// <summary>What is likely: never refused for its size, so clamped.</summary>
    internal static Hold Estimate(in HoldShape shape, ModelPrice? price)
    {
        var input = Math.Clamp(shape.BodyBytes / 4, 0, AmountBounds.MaxRequestTokens);
        var each = shape.OutputCap >= 0 ? shape.OutputCap : UncappedOutputTokens;
        var most = AmountBounds.MaxRequestTokens - input;
        var output = shape.Choices <= 1 ? Math.Min(each, most) : (long)UInt128.Min(Product(shape.Choices, each), (ulong)most);
        var cost = price?.CostNano(new(input, output)) ?? 0;
        return new(input + output, Math.Min(cost, AmountBounds.MaxRequestNano));
    }

    /// <summary>The most that is possible.</summary>
    /// <param name="shape">The request.</param>
    /// <param name="price">The model's price; null where only tokens are limited and nothing is known of the model.</param>
    /// <param name="hold">The bound.</param>
    /// <returns>False if there is no bound, or none within those of one request.</returns>
    internal static bool TryWorstCase(in HoldShape shape, ModelPrice? price, out Hold hold)
    {
        hold = default;
        var each = shape.OutputCap >= 0 ? shape.OutputCap : UncappedOutput(price);
        if (shape.IsUnbounded || each < 0 || shape.BodyBytes is < 0 or > AmountBounds.MaxRequestTokens || shape.InlineImages < 0)
            return false;
        var input = shape.BodyBytes + ScaffoldTokens + (shape.HasTools ? ToolScaffoldTokens : 0) + (shape.InlineImages * ImageTokens);
        var output = Product(shape.Choices, each);
        if (input > AmountBounds.MaxRequestTokens || output > (ulong)(AmountBounds.MaxRequestTokens - input))
            return false;

        // Both at most 2^31, prices at most 10^9: below 2^63, so 64 bits are enough from here.
        var cost = price?.DearestNano(input, (long)output) ?? 0;
        hold = new(input + (long)output, cost);
        return cost <= AmountBounds.MaxRequestNano;
    }

    private static UInt128 Product(long choices, long each) => Math.BigMul((ulong)Math.Max(choices, 1), (ulong)each);

    private static long UncappedOutput(ModelPrice? price) => price switch
    {
        { MaxOutputTokens: > 0 } => price.MaxOutputTokens,
        { ContextWindow: > 0 } => price.ContextWindow,
        _ => -1,
    };
}
