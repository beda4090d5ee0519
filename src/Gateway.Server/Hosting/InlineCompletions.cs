using System.Net;
using System.Net.Sockets;

namespace Gateway.Server.Hosting;

/// <summary>
/// Lets a socket's continuation run on the thread that learned of its completion, instead of on the thread pool: about 10 µs of CPU less a
/// request. The runtime reads the variable when the first socket of the process is used, so it must be set before, and it holds for all sockets.
/// </summary>
public static class InlineCompletions
{
    private const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Asks for them; call it before anything touches a socket. A value that the operator set stays.</summary>
    public static void Enable()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
            Environment.SetEnvironmentVariable(Variable, "1");
    }

    /// <summary>Finds out whether they are in effect: receives a byte over loopback and looks at the thread that goes on.</summary>
    public static async Task<bool> AreInEffectAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listener.LocalEndPoint!);
        using var server = await listener.AcceptAsync();
        // Nothing is there to be read yet, so this receive is waiting when the byte is sent.
        var inline = server.ReceiveAsync(new byte[1]).ContinueWith(
            _ => !Thread.CurrentThread.IsThreadPoolThread, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await client.SendAsync(new byte[1]);
        return await inline;
    }
}
