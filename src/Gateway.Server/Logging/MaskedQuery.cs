using System.Buffers;

namespace Gateway.Server.Logging;

/// <summary>
/// A query string as it may be logged: the value of each parameter that can carry a credential is replaced by three stars.
/// A name is judged after percent-decoding, because the provider will judge it so; a value that looks like one of our own keys is
/// masked under any name. Pure functions over spans.
/// </summary>
public static class MaskedQuery
{
    private static readonly string[] CredentialNames =
        ["key", "api_key", "api-key", "apikey", "x-api-key", "x-goog-api-key", "access_token", "token", "auth", "authorization", "secret", "password", "signature", "sig"];

    private const int LongestName = 32;

    /// <summary>Writes the masked form of <paramref name="query"/>, cut short where <paramref name="destination"/> ends.</summary>
    /// <returns>Bytes written.</returns>
    public static int Write(ReadOnlySpan<byte> query, Span<byte> destination)
    {
        var written = 0;
        while (!query.IsEmpty)
        {
            var end = query.IndexOfAny((byte)'&', (byte)';');
            var pair = end < 0 ? query : query[..end];
            var equals = pair.IndexOf((byte)'=');
            var name = equals < 0 ? pair : pair[..equals];
            var value = equals < 0 ? default : pair[equals..];
            written += Copy(LooksLikeKey(name) ? "***"u8 : name, destination[written..]);
            if (!value.IsEmpty)
                written += Copy(IsCredential(name) || LooksLikeKey(value) ? "=***"u8 : value, destination[written..]);
            if (end < 0)
                break;
            written += Copy(query.Slice(end, 1), destination[written..]);
            query = query[(end + 1)..];
        }
        return written;
    }

    private static bool IsCredential(ReadOnlySpan<byte> name)
    {
        Span<byte> decoded = stackalloc byte[LongestName];
        var length = 0;
        for (var i = 0; i < name.Length; i++)
        {
            // Longer than any name of ours once decoded: not one of them.
            if (length == LongestName)
                return false;
            if (name[i] == '%' && i + 2 < name.Length
                && Convert.FromHexString(name.Slice(i + 1, 2), decoded.Slice(length, 1), out _, out var bytes) == OperationStatus.Done && bytes == 1)
            {
                i += 2;
            }
            else
            {
                decoded[length] = name[i];
            }
            length++;
        }
        foreach (var candidate in CredentialNames)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(decoded[..length], candidate))
                return true;
        }
        return false;
    }

    private static bool LooksLikeKey(ReadOnlySpan<byte> text) =>
        text.IndexOf("gwk_"u8) >= 0 || text.IndexOf("gwa_"u8) >= 0 || text.IndexOf("sk-"u8) >= 0 || text.IndexOf("AIza"u8) >= 0;

    private static int Copy(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var length = Math.Min(source.Length, destination.Length);
        source[..length].CopyTo(destination);
        return length;
    }
}
