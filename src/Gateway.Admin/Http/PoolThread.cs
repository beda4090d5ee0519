using System.Runtime.CompilerServices;

namespace Gateway.Admin.Http;

/// <summary>Thread pool threads, where the administration may work and wait.</summary>
internal static class PoolThread
{
    /// <summary>
    /// What follows the await runs on a thread pool thread. To be used after every wait for the network: its continuation runs on the thread
    /// that reads the sockets.
    /// </summary>
    public static ConfiguredTaskAwaitable Switch() => Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
}
