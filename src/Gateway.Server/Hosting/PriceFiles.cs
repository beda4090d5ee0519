using Gateway.Admin.Prices;
using Gateway.Core.Prices;

namespace Gateway.Server.Hosting;

/// <summary>The prices: the built-in file, with the user's over it.</summary>
internal static class PriceFiles
{
    /// <summary>Reads both.</summary>
    /// <param name="path">The user's file, or null.</param>
    /// <exception cref="StartException">The user's file cannot be used.</exception>
    public static PriceTable Load(string? path)
    {
        var builtIn = BuiltInPrices.Read();
        if (path is null)
            return PriceTable.Load(builtIn);
        try
        {
            return PriceTable.Load(builtIn, File.ReadAllBytes(path), path);
        }
        catch (Exception failure) when (failure is PriceTableException or IOException or UnauthorizedAccessException)
        {
            throw new StartException($"Gateway:PricesFile: {failure.Message}", ExitCode.Configuration, failure);
        }
    }
}
