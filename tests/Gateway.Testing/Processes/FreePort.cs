using System.Net;
using System.Net.Sockets;

namespace Gateway.Testing.Processes;

/// <summary>Loopback ports for processes that have to be told theirs.</summary>
public static class FreePort
{
    // Below the range from which Linux gives out ports of its own accord (32768 and up), so that no client socket takes one in between.
    private const int First = 20_000;
    private const int Count = 12_000;
    private static int _next = Random.Shared.Next(Count);

    /// <summary>A port that nobody listens on now, and that this process has not given out lately.</summary>
    public static int Next()
    {
        for (var attempt = 0; attempt < Count; attempt++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }

        throw new InvalidOperationException("no free port on the loopback interface");
    }
}
