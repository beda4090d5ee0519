using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Gateway.Server.Connections;

/// <summary>What the kernel says about a client's TCP connection: a FIN may be a half-close, a reset never is.</summary>
internal static class SocketState
{
    // linux/tcp.h: TCP_INFO is option 11 of level 6, and its first byte is the state; 7 is TCP_CLOSE (include/net/tcp_states.h).
    private const int TcpLevel = 6;
    private const int TcpInfo = 11;
    private const byte TcpClose = 7;

    /// <summary>True if the connection was reset. False while it is open or half-closed, and where the kernel cannot be asked.</summary>
    public static bool IsReset(ConnectionContext connection)
    {
        if (!OperatingSystem.IsLinux() || connection.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket)
            return false;

        Span<byte> info = stackalloc byte[8];
        try
        {
            return socket.GetRawSocketOption(TcpLevel, TcpInfo, info) > 0 && info[0] == TcpClose;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Ends the connection with a reset, so that a client that waits for its end does not take it for a clean one.</summary>
    public static void Reset(ConnectionContext connection)
    {
        try
        {
            connection.Features.Get<IConnectionSocketFeature>()?.Socket.Close(timeout: 0);
        }
        catch (ObjectDisposedException)
        {
            // It is gone already, which is what was wanted.
            return;
        }
    }
}
