using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Gateway.Server.Hosting;

/// <summary>How a listener's sockets are scheduled and buffered. Immutable.</summary>
public sealed class SocketProfile
{
    private readonly bool _inline;

    private SocketProfile(bool inline) => _inline = inline;

    /// <summary>Work leaves the thread that reads the socket: for code that may block.</summary>
    public static SocketProfile Ordinary { get; } = new(inline: false);

    /// <summary>Work stays on the thread that reads the socket: nothing on the path may block.</summary>
    public static SocketProfile Inline { get; } = new(inline: true);

    /// <summary>Sets the options of Kestrel's transport.</summary>
    public void Apply(SocketTransportOptions options)
    {
        options.NoDelay = true;
        // What a burst of new connections may queue; the kernel caps it at net.core.somaxconn (4,096 since Linux 5.4).
        options.Backlog = 4096;
        if (!_inline)
            return;
        options.UnsafePreferInlineScheduling = true;
        // Backpressure begins here: at most this much of a body or a response waits in memory for the other side. Kestrel's default is 1 MiB.
        options.MaxReadBufferSize = 64 * 1024;
        options.MaxWriteBufferSize = 64 * 1024;
        // An idle connection holds no buffer.
        options.WaitForDataBeforeAllocatingBuffer = true;
    }
}
