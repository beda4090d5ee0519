using Gateway.Core.Admission;
using Gateway.Core.Prices;
using Gateway.Server.Connections;
using Gateway.Server.Refusals;
using Gateway.Wire.Completions;
using Gateway.Wire.Http1;
using CoreSettlement = Gateway.Core.Admission.Settlement;

namespace Gateway.Server.Forwarding;

/// <summary>What happens to the books and to the client's connection at each turn of an exchange. Thread-safe.</summary>
internal sealed class ExchangeTerms(DateLine date, PriceTable prices, Func<bool> isDraining, ILogger log)
{
    private PriceTable _prices = prices;

    /// <summary>The longest response head, in bytes: what the receive buffer holds. nginx's proxy_buffer_size is 4 or 8 KiB.</summary>
    public const int MaxResponseHeadBytes = 16 * 1024;

    /// <summary>Puts other prices in force for the charges that follow.</summary>
    public void Replace(PriceTable replacement) => Volatile.Write(ref _prices, replacement);

    /// <summary>What an answer to this exchange must know.</summary>
    public AnswerShape Shape(Exchange exchange) => new()
    {
        RequestId = exchange.RequestId,
        Limits = exchange.Limits,
        HeadOnly = exchange.Head.Verb == HttpVerb.Head,
        Closes = exchange.Closes,
        TellsKeepAlive = exchange.Head.Version == HttpVersion.Http10 && !exchange.Closes,
        Date = date,
    };

    /// <summary>The final head has come; its answer to the client is about to be composed.</summary>
    public void OnResponseBegins(Exchange exchange, bool closedByEnd)
    {
        // No request is taken up behind this one while the process stops, and the client is told so (RFC 9112 section 9.6).
        // A request that is still arriving leaves no place where the next one could begin for certain.
        if (closedByEnd || !exchange.Intake.IsComplete || isDraining())
            exchange.Closes = true;
    }

    /// <summary>The event that says what was used has passed: settle before its bytes are sent.</summary>
    public void OnFinalUsage(Exchange exchange)
    {
        if (!exchange.IsSettled)
            Settle(exchange, isCut: false);
    }

    /// <summary>The response is over and was whole: settle before its end is sent.</summary>
    public void OnResponseComplete(Exchange exchange)
    {
        if (!exchange.IsSettled)
            Settle(exchange, isCut: false);
    }

    /// <summary>The response had begun and ended too early, by the provider's doing or the client's: what came is charged.</summary>
    public void OnResponseCut(Exchange exchange)
    {
        if (exchange.IsSettled)
            return;
        exchange.Relay.Usage.End();
        Settle(exchange, isCut: true);
    }

    /// <summary>The gateway answers itself: nothing is charged.</summary>
    public static void OnNotForwarded(Exchange exchange)
    {
        if (exchange.IsSettled)
            return;
        exchange.IsSettled = true;
        CoreSettlement.Cancel(ref exchange.Reservation);
    }

    /// <summary>Whatever is still open is closed: a response that had begun is charged, a request that nobody answered is not.</summary>
    public void OnEnded(Exchange exchange)
    {
        if (exchange.Relay.HasBegun)
            OnResponseCut(exchange);
        else
            OnNotForwarded(exchange);
        CoreSettlement.Release(ref exchange.Reservation);
    }

    private static bool IsCharged(Exchange exchange)
        => exchange.Route.Completion != CompletionRoute.None && exchange.Relay.Status is >= 200 and < 300;

    private void Settle(Exchange exchange, bool isCut)
    {
        Charge charge = ChargeOf(exchange, isCut);
        exchange.IsSettled = true;
        exchange.ChargedInputTokens = charge.InputTokens;
        exchange.ChargedOutputTokens = charge.OutputTokens;
        long heldCost = exchange.Reservation.HeldCostNano;
        long heldTokens = exchange.Reservation.HeldTokens;
        if (CoreSettlement.Charge(ref exchange.Reservation, charge) == SettlementOutcome.AboveBound)
            log.BoundExceeded(exchange.Key!.Id, charge.CostNano, heldCost, charge.TotalTokens, heldTokens);
    }

    private Charge ChargeOf(Exchange exchange, bool isCut)
    {
        if (!IsCharged(exchange))
            return Charge.Nothing;

        UsageScanner scanner = exchange.Relay.Usage;
        ModelPrice? price = exchange.Price ?? PriceOfResponse(exchange);
        if (scanner.HasUsage && (scanner.IsFinal || !isCut))
        {
            TokenUsage used = scanner.Usage;
            var tokens = new MeteredTokens(used.InputTokens, used.OutputTokens, used.CachedInputTokens, used.CacheWriteTokens, used.ReasoningTokens);
            if (Charge.TryOf(tokens, price, out Charge charge))
                return charge;
        }

        return Charge.Estimate(exchange.Intake.Received, scanner.ContentDeltas, price);
    }

    /// <summary>A model without a price of its own may be an alias of one that has: the response says which.</summary>
    private ModelPrice? PriceOfResponse(Exchange exchange)
        => exchange.Provider is { } provider && !exchange.Relay.Usage.Model.IsEmpty
            ? Volatile.Read(ref _prices).Find(provider.PriceName, exchange.Relay.Usage.Model)
            : null;
}
