using Gateway.Core;
using Gateway.Core.Admission;
using Gateway.Core.Keys;
using Gateway.Core.Prices;

namespace Gateway.Interleavings.Keys;

/// <summary>Requests whose holds are known beforehand: a flat price gives the cost, the token cap the tokens.</summary>
public static class Asked
{
    /// <summary>What a strict hold adds to any request.</summary>
    public const long Scaffold = 256;

    private static readonly TokenRates Nothing = new(0, 0);

    /// <summary>Asks for a metered request that holds exactly this much; at least <see cref="Scaffold"/> tokens of a strict key.</summary>
    public static RefusalReason Admit(ApiKey key, long tokens, long costNano, TimeReading now, ref Reservation reservation, out RefusalDetail detail)
    {
        AdmissionRequest request = new()
        {
            Model = "model"u8,
            Price = new(Nothing, requestPico: costNano * 1000),
            Shape = new(0) { OutputCap = tokens - (key.Policy.IsStrict && (key.Policy.HasCostLimit || key.Policy.HasTokenLimit) ? Scaffold : 0) },
        };
        return key.TryAdmit(request, now, ref reservation, out detail);
    }

    public static RefusalReason Admit(ApiKey key, long tokens, long costNano, TimeReading now, ref Reservation reservation) =>
        Admit(key, tokens, costNano, now, ref reservation, out _);

    /// <summary>A charge of exactly this much.</summary>
    public static Charge Charge(long tokens, long costNano) =>
        Core.Admission.Charge.TryOf(new(tokens, 0), new ModelPrice(Nothing, requestPico: costNano * 1000), out var charge)
            ? charge
            : throw new ArgumentOutOfRangeException(nameof(tokens));
}
