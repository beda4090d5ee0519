using Gateway.Core;
using Gateway.Core.Admission;
using Gateway.Core.Limits;
using Gateway.Server.Forwarding;
using Gateway.Server.Refusals;
using Gateway.Wire.Completions;
using CoreAdmission = Gateway.Core.Admission.Admission;

namespace Gateway.Server.Admission;

/// <summary>Asks the key's limits, in their own words, and says the answer in the client's.</summary>
internal static class AdmissionCall
{
    /// <summary>Takes what the request may use, or says why not.</summary>
    /// <param name="exchange">The request; on success its reservation is open.</param>
    /// <param name="modelPrefix">Bytes of the model's name, slash included, that named the provider.</param>
    /// <param name="now">Both clocks, read just before.</param>
    public static Refusal Try(Exchange exchange, int modelPrefix, TimeReading now)
    {
        var request = new AdmissionRequest
        {
            Route = exchange.Route.Spend,
            Model = exchange.Model.Length > modelPrefix ? exchange.Model[modelPrefix..] : default,
            Price = exchange.Price,
            Shape = exchange.Route.Spend == RouteClass.Metered ? ShapeOf(exchange) : default,
        };
        RefusalReason reason = CoreAdmission.TryAdmit(exchange.Key!, request, now, ref exchange.Reservation, out RefusalDetail detail);
        exchange.Limits = RateLimitState.Of(exchange.Key!, now);
        return reason == RefusalReason.None ? default : new Refusal(CodeOf(reason), detail.RetryAfterMilliseconds, detail.ResetAt);
    }

    private static HoldShape ShapeOf(Exchange exchange)
    {
        RequestShape shape = exchange.Scanner.Shape;
        bool isWhole = exchange.Intake.IsComplete;
        return new HoldShape(isWhole ? exchange.Intake.Received : Math.Max(exchange.Intake.Received, exchange.Head.ContentLength))
        {
            OutputCap = shape.OutputCap,
            Choices = shape.Choices,
            HasTools = shape.HasTools,
            InlineImages = shape.InlineImages,

            // What was not read may hold anything: a body that streams on has no bound.
            IsUnbounded = !isWhole || !shape.IsBounded,
        };
    }

    private static RefusalCode CodeOf(RefusalReason reason) => reason switch
    {
        RefusalReason.Disabled => RefusalCode.ApiKeyDisabled,
        RefusalReason.Expired => RefusalCode.ApiKeyExpired,
        RefusalReason.ModelNotAllowed => RefusalCode.ModelNotAllowed,
        RefusalReason.ModelNotPriced => RefusalCode.ModelNotPriced,
        RefusalReason.RouteNotMetered => RefusalCode.RouteNotMetered,
        RefusalReason.CostNotBounded => RefusalCode.CostNotBounded,
        RefusalReason.CostUsedUp => RefusalCode.CostUsedUp,
        RefusalReason.CostWouldNotFit => RefusalCode.CostWouldNotFit,
        RefusalReason.TokensUsedUp => RefusalCode.TokensUsedUp,
        RefusalReason.TokensWouldNotFit => RefusalCode.TokensWouldNotFit,
        RefusalReason.RateLimited => RefusalCode.RateLimited,
        RefusalReason.TooManyInFlight => RefusalCode.TooManyInFlight,
        RefusalReason.CostHeld => RefusalCode.CostHeld,
        RefusalReason.TokensHeld => RefusalCode.TokensHeld,
        _ => RefusalCode.Internal,
    };
}
