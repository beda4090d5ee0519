using Gateway.Admin.Keys;
using Gateway.Core.Keys;

namespace Gateway.Server.Quickstart;

/// <summary>
/// The key that makes a first request possible: models of echo only, and few enough tokens a day to run into. It is made at a start that finds
/// no provider configured and no key in the store.
/// </summary>
public static class QuickstartKey
{
    /// <summary>Its name.</summary>
    public const string Name = "quickstart";

    /// <summary>Tokens a day.</summary>
    public const long TokenLimit = 20_000;

    /// <summary>Makes it.</summary>
    /// <returns>Its secret; null if the store holds keys already.</returns>
    public static async Task<string?> CreateAsync(KeyStore store)
    {
        if (store.Count > 0)
            return null;
        var outcome = await store.CreateAsync(new KeyFields
        {
            Given = KeyField.Name | KeyField.TokenLimit | KeyField.ResetPeriod | KeyField.AllowedModels,
            Name = Name,
            TokenLimit = TokenLimit,
            ResetPeriod = ResetPeriod.Daily,
            AllowedModels = ["echo-*"],
        });
        return outcome.Secret ?? throw new InvalidOperationException($"The quickstart key could not be made: {outcome.Verdict}.");
    }
}
