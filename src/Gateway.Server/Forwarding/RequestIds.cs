using System.Buffers;
using System.Security.Cryptography;

namespace Gateway.Server.Forwarding;

/// <summary>Makes request ids: <c>req_</c>, 16 hexadecimal digits of this process, 12 of a counter. Thread-safe; allocates nothing.</summary>
public sealed class RequestIds
{
    private static readonly SearchValues<byte> s_sane = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:/+="u8);

    private readonly byte[] _prefix;
    private long _last;

    /// <summary>A sequence that no other process shares.</summary>
    public RequestIds() => _prefix = System.Text.Encoding.ASCII.GetBytes("req_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));

    /// <summary>True for an id that can be passed on: not empty, not too long, and of letters, digits and a few signs only.</summary>
    public static bool IsSane(ReadOnlySpan<byte> id, int longest) => !id.IsEmpty && id.Length <= longest && !id.ContainsAnyExcept(s_sane);

    /// <summary>Writes the next id and returns its length.</summary>
    public int Write(Span<byte> destination)
    {
        _prefix.CopyTo(destination);
        long number = Interlocked.Increment(ref _last);
        for (int i = 11; i >= 0; i--)
        {
            destination[_prefix.Length + i] = "0123456789abcdef"u8[(int)(number & 15)];
            number >>= 4;
        }

        return _prefix.Length + 12;
    }
}
