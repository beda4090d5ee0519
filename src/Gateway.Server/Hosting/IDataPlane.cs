using Microsoft.AspNetCore.Connections;

namespace Gateway.Server.Hosting;

/// <summary>What serves the data plane's connections, from their first decrypted byte on. Thread-safe.</summary>
public interface IDataPlane
{
    /// <summary>Called once for each connection; the connection ends when its task does.</summary>
    ConnectionHandler Handler { get; }

    /// <summary>
    /// Lets requests in flight come to their end and closes idle connections; returns when none is left, or after
    /// <paramref name="limit"/>, or when <paramref name="cut"/> fires; what is left then is cut. Called once, after the listeners have closed.
    /// </summary>
    /// <returns>The number of connections that had to be cut.</returns>
    Task<int> DrainAsync(TimeSpan limit, CancellationToken cut);
}
