using System.Text;

namespace Gateway.Wire.Http1;

/// <summary>Reads the Connection header (RFC 9110 section 7.6.1), a list of tokens in one or more lines.</summary>
public static class ConnectionOptions
{
    /// <summary>Most options in one message: each is compared with each header, and nobody needs more than a handful.</summary>
    public const int MaxOptions = 32;

    /// <summary>Takes the next option off <paramref name="list"/>; false at its end. Empty elements are passed over (RFC 9110 section 5.6.1.2).</summary>
    internal static bool TryTake(ref ReadOnlySpan<byte> list, out ReadOnlySpan<byte> option)
    {
        while (!list.IsEmpty)
        {
            int comma = list.IndexOf((byte)',');
            option = (comma < 0 ? list : list[..comma]).Trim(" \t"u8);
            list = comma < 0 ? default : list[(comma + 1)..];
            if (!option.IsEmpty)
                return true;
        }

        option = default;
        return false;
    }

    /// <summary>True for "close", in whatever case.</summary>
    internal static bool IsClose(ReadOnlySpan<byte> option) => option.Length == 5 && Ascii.EqualsIgnoreCase(option, "close"u8);

    /// <summary>True for "keep-alive", in whatever case.</summary>
    internal static bool IsKeepAlive(ReadOnlySpan<byte> option) => option.Length == 10 && Ascii.EqualsIgnoreCase(option, "keep-alive"u8);
}
