namespace Gateway.Admin.Prices;

/// <summary>The price file that comes with the gateway, inside this assembly: <c>scripts/refresh-prices.mjs</c> makes it anew.</summary>
public static class BuiltInPrices
{
    /// <summary>The file, UTF-8 JSON, for <see cref="Gateway.Core.Prices.PriceTable"/>. Read anew on each call.</summary>
    public static byte[] Read()
    {
        using var stream = typeof(BuiltInPrices).Assembly.GetManifestResourceStream("prices.json")
            ?? throw new InvalidOperationException("The built-in prices are missing from the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
